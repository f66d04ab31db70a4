import { createProgram } from './commands/program.ts'

try {
  await createProgram().parseAsync()
} catch (error) {
  // One clear line; the stack helps nobody at a prompt.
  process.stderr.write(`${(error as Error).message}\n`)
  process.exitCode = 1
}
