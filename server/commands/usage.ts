export const USAGE = `Coppice: an operator's console for a ModelArts model registry.

Usage
  coppice [start] [--port N] [--host H] [--data DIR] [--sample]
      Start the gateway and its console.
  coppice user add NAME --account A --project P --role viewer|operator [--password-stdin] [--data DIR]
      Let a person in. The account and the project are made when they are missing; a user who is there
      gets the new password and role. The password is asked for, or read from standard input, or
      from COPPICE_PASSWORD.
  coppice import FILE --account A --project P [--data DIR]
      Load a JSON array of models into a project: all of them, or none and the reason for each.
  coppice --help | --version

Settings (a flag wins over its variable)
  --port    PORT             where to listen; 4600
  --host    HOST             on which address; 127.0.0.1, so that only this machine gets in
  --data    COPPICE_DATA     where the data is kept; ./data
            DATABASE_URL     a PostgreSQL to use in place of the database in the data directory
            COPPICE_SECRET   seals tokens at rest; made and kept in the data directory if absent
  --sample  COPPICE_SAMPLE   1: fill an empty registry with the sample

One Coppice at a time can use a data directory: stop it before "user add" and "import", or use PostgreSQL.`;
