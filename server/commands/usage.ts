export const USAGE = `Coppice: an operator's console for a ModelArts model registry.

Usage
  coppice [start] [--port N] [--host H] [--data DIR] [--sample]
      Start the gateway and its console.
  coppice user add NAME --account A --project P --role viewer|operator [--password-stdin] [--data DIR]
      Let a person in. The account and the project are made when they are missing; a user who is there
      gets the new password and role. The password is asked for, or read from standard input, or
      from COPPICE_PASSWORD.
  coppice key add USER --account A [--data DIR]
      Make an access key, with which a user's programs sign their requests. Its secret key is shown once.
  coppice key list [USER] --account A [--data DIR]
  coppice key remove ACCESS_KEY [--data DIR]
  coppice secret change [--data DIR]
      After COPPICE_SECRET was changed: sign everybody out, remove all access keys, and seal under the new one.
  coppice import FILE --account A --project P [--data DIR]
      Load a JSON array of models into a project: all of them, or none and the reason for each.
  coppice --help | --version

Settings (a flag wins over its variable)
  --port    PORT             where to listen; 4600
  --host    HOST             on which address; 127.0.0.1, so that only this machine gets in
  --data    COPPICE_DATA     where the data is kept; ./data
            DATABASE_URL     a PostgreSQL to use in place of the database in the data directory
            DATABASE_POOL    connections to it at most; 10
            COPPICE_SECRET   seals tokens and secret keys at rest; made and kept in the data directory if
                             absent; the same for all gateways of one database
  --sample  COPPICE_SAMPLE   1: fill an empty registry with the sample

One Coppice at a time can use a data directory: stop it before "user", "key",
"secret" and "import", or use PostgreSQL.`;
