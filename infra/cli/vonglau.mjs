#!/usr/bin/env node
import { fail, findNode24, runCommandLine } from '../setup/node24.mjs';

const node = findNode24();
if (!node) fail('Node 24 is missing: run `npm start` once, it installs what is needed');
runCommandLine(node, process.argv.slice(2));
