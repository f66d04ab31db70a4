import { commandLine } from '../platform/server/audit.ts'
import { readConfig } from '../platform/server/config.ts'
import type { Services } from '../platform/server/services.ts'
import { startServices } from '../start-services.ts'

/** Runs a command on the deployment that the environment names (DATA_DIR, DATABASE_URL), beside a running server or alone. */
export async function withServices<T>(work: (services: Services) => Promise<T>): Promise<T> {
  const started = await startServices(readConfig(process.env))
  try {
    return await work(started.services)
  } finally {
    await started.stop()
  }
}

export function commandContext(services: Services, command: string) {
  return { now: services.clock.now(), caller: null, address: commandLine, requestId: command }
}

/** `--json`: one document on standard output; else the lines. */
export function print(json: boolean | undefined, value: unknown, lines: string[]): void {
  process.stdout.write(json ? `${JSON.stringify(value, null, 2)}\n` : `${lines.join('\n')}\n`)
}
