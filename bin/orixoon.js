#!/usr/bin/env node
'use strict';
const { main } = require('../dist/main.cjs');

// What ends without an answer could not tell.
process.exitCode = 3;
void main(process.argv.slice(2)).then(exitCode => {
  process.exitCode = exitCode;
});
