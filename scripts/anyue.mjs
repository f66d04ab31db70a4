#!/usr/bin/env node
import { prepare } from './prepare.mjs'
import { runAnyue } from './run-server.mjs'

await prepare()
runAnyue(process.argv.slice(2))
