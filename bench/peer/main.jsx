import {
  Admin,
  DataTable,
  DateField,
  FunctionField,
  List,
  NumberField,
  Resource,
  SearchInput,
  TextField,
} from 'react-admin';
import { createRoot } from 'react-dom/client';
import { modelGroups } from './model-groups.js';

createRoot(document.getElementById('root')).render(
  <Admin dataProvider={modelGroups} disableTelemetry>
    <Resource name="models" list={Models} />
  </Admin>,
);

function Models() {
  return (
    <List perPage={50} filters={[<SearchInput key="search" source="search" alwaysOn />]} exporter={false}>
      <DataTable>
        <DataTable.Col source="model_name" field={TextField} />
        <DataTable.Col source="versions" field={NumberField} />
        <DataTable.Col source="model_size" field={NumberField} />
        <DataTable.Col source="statuses">
          <FunctionField render={({ statuses }) => Object.entries(statuses).flat().join(' ')} />
        </DataTable.Col>
        <DataTable.Col source="services" field={NumberField} />
        <DataTable.Col source="latest_create_at" field={DateField} />
      </DataTable>
    </List>
  );
}
