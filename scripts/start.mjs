import { prepare } from './prepare.mjs'
import { runAnyue } from './run-server.mjs'

await prepare()
runAnyue(['serve'], { ANYUE_DEMO: process.env.ANYUE_DEMO ?? '1' })
