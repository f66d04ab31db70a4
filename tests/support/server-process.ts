import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { projectRoot } from '../../src/platform/server/project-root.ts'

export interface ServerProcess {
  url: string
  pid: number
  /** From the start of the command to its line `ready`. */
  readyMs: number
  stop: () => Promise<void>
  /** kill -9 of this process only. */
  kill: () => Promise<void>
}

/** The built server in a process of its own, as production starts it; `command` for another way to start it. */
export function startServer(
  env: Record<string, string>,
  command = [
    process.execPath,
    ...(process.env.BENCH_NODE_OPTIONS?.split(' ') ?? []),
    '--enable-source-maps',
    path.join(projectRoot, 'dist/server/cli.js'),
    'serve',
  ],
): Promise<ServerProcess> {
  const from = performance.now()
  const child = spawn(command[0]!, command.slice(1), {
    cwd: projectRoot,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, PORT: '0', ...env },
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return new Promise((resolve, reject) => {
    let text = ''
    child.once('error', reject)
    void ended.then(() => reject(new Error(`the server ended before it was ready: ${command.join(' ')}`)))
    child.stdout!.on('data', (part: Buffer) => {
      text += String(part)
      const ready = /^ready (\S+)$/m.exec(text)
      if (!ready) return
      resolve({
        url: ready[1]!,
        pid: child.pid!,
        readyMs: performance.now() - from,
        stop: () => end(child, ended, 'SIGTERM'),
        kill: () => end(child, ended, 'SIGKILL'),
      })
    })
  })
}

async function end(child: ChildProcess, ended: Promise<void>, signal: NodeJS.Signals): Promise<void> {
  child.kill(signal)
  await ended
}

/** The PostgreSQL of a data folder: its first process and all it has started. */
export function listPostgresProcesses(dataDir: string): number[] {
  const file = path.join(dataDir, 'postgres/postmaster.pid')
  if (!existsSync(file)) return []
  const first = Number(readFileSync(file, 'utf8').split('\n')[0])
  const children = readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && parentOf(pid) === first)
  return [first, ...children]
}

function parentOf(pid: number): number | null {
  try {
    return Number(/^\d+ \(.*\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1])
  } catch {
    return null
  }
}

/** Waits until the PostgreSQL of a data folder has stopped, which a server does last. */
export async function untilStopped(dataDir: string): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (!existsSync(path.join(dataDir, 'postgres/postmaster.pid'))) return
    await wait(100)
  }
  throw new Error('PostgreSQL did not stop in 30 seconds')
}

/** Megabytes of proportional set size (shared pages counted once among their sharers), or of resident size. */
export function measureMemory(pids: number[]): number {
  const kilobytes = pids.map((pid) => {
    try {
      return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0)
    } catch {
      return 0
    }
  })
  return Math.round(kilobytes.reduce((sum, one) => sum + one, 0) / 1024)
}

/** Processor time that a process has used so far; Linux counts it in hundredths of a second. */
export function measureCpuMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}

/** kill -9 of the PostgreSQL of a data folder, all its processes at once. */
export function killPostgres(dataDir: string): void {
  for (const pid of listPostgresProcesses(dataDir)) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // Gone already.
    }
  }
}

/** Waits until the server says that its database answers. */
export async function untilReady(url: string): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    const reply = await fetch(`${url}/api/ready`).catch(() => null)
    if (reply?.ok) return
    await wait(100)
  }
  throw new Error('the server did not become ready again in 30 seconds')
}
