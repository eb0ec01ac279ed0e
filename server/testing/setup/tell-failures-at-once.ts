import fc from 'fast-check';

// A run of a property here takes a gateway and a database: shrinking would take longer than the test has.
fc.configureGlobal({ endOnFailure: true });
