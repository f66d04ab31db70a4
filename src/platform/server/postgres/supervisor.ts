import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  closeSync,
  rmSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { exclusively } from '../file-lock.mjs'
import { findBinaries } from './binaries.ts'
import { type Runner, chooseRunner } from './unprivileged.ts'

const majorVersion = '18'

export interface RunningPostgres {
  /** Connection string for `pg`. */
  url: string
  pid: number
  /** True when a server that had outlived its supervisor was taken over. */
  adopted: boolean
  /** Fast shutdown: clients are disconnected, everything committed is on disk. */
  stop: () => Promise<void>
}

/**
 * Starts (or takes over) the PostgreSQL of `dataDir`, making it on the first start; one process at a time.
 * `more` are settings besides the product's own, by PostgreSQL's names; a server taken over keeps its own.
 */
export async function startPostgres(
  dataDir: string,
  more: Record<string, string> = {},
): Promise<RunningPostgres> {
  prepareFolder(dataDir)
  return exclusively(path.join(dataDir, 'postgres.starting'), () => startOrAdopt(dataDir, more))
}

async function startOrAdopt(dataDir: string, more: Record<string, string>): Promise<RunningPostgres> {
  const cluster = path.join(dataDir, 'postgres')
  const socketDir = path.join(
    os.tmpdir(),
    `anyue-${createHash('sha256').update(path.resolve(cluster)).digest('hex').slice(0, 12)}`,
  )
  const running = readPidFile(cluster)
  if (running?.ready && isAlive(running.pid)) {
    const adopted = describe(cluster, socketDir, running.pid, true)
    if (await answers(adopted.url)) return adopted
  }

  const runner = chooseRunner(findBinaries())
  if (!existsSync(path.join(cluster, 'PG_VERSION'))) initialise(runner, cluster)
  refuseOtherVersion(cluster)
  runner.own(cluster)
  mkdirSync(socketDir, { recursive: true, mode: 0o700 })
  chmodSync(socketDir, 0o700)
  runner.own(socketDir)
  return describe(cluster, socketDir, await launch(runner, cluster, socketDir, more), false)
}

/** A server that was killed a moment ago may still look alive; only an answer counts. */
async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

function prepareFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    accessSync(dataDir, constants.W_OK)
  } catch {
    throw new Error(`数据目录不可写 (data directory is not writable): ${dataDir}`)
  }
}

function initialise(runner: Runner, cluster: string): void {
  mkdirSync(cluster, { recursive: true, mode: 0o700 })
  runner.own(cluster)
  const args = [
    '-D',
    cluster,
    '-U',
    'anyue',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--locale=C',
    '--locale-provider=icu',
    '--icu-locale=zh',
  ]
  const [file, all] = runner.command(runner.binaries.initdb, args)
  const result = spawnSync(file, all, { ...runner.options, encoding: 'utf8' } as never) as unknown as {
    status: number
    stderr: string
  }
  if (result.status !== 0) throw new Error(`PostgreSQL 初始化失败 (initdb): ${lastLine(result.stderr ?? '')}`)
}

function refuseOtherVersion(cluster: string): void {
  const version = readFileSync(path.join(cluster, 'PG_VERSION'), 'utf8').trim()
  if (version === majorVersion) return
  throw new Error(
    `数据目录由 PostgreSQL ${version} 建立，本版本为 ${majorVersion}；请先用旧版导出再恢复 (dump and restore): ${cluster}`,
  )
}

/** A server killed a moment ago leaves its lock file until it is reaped: try again for five seconds. */
async function launch(
  runner: Runner,
  cluster: string,
  socketDir: string,
  more: Record<string, string>,
): Promise<number> {
  const logFile = path.join(cluster, '..', 'postgres.log')
  for (let attempt = 0; ; attempt += 1) {
    const pid = await launchOnce(runner, cluster, socketDir, logFile, more)
    if (pid) return pid
    if (attempt >= 25)
      throw new Error(`PostgreSQL 未能启动 (see ${logFile}): ${lastLine(readFileSync(logFile, 'utf8'))}`)
    await wait(200)
  }
}

async function launchOnce(
  runner: Runner,
  cluster: string,
  socketDir: string,
  logFile: string,
  more: Record<string, string>,
): Promise<number | null> {
  const settings = {
    unix_socket_directories: socketDir,
    unix_socket_permissions: '0700',
    listen_addresses: '',
    max_connections: '100',
    shared_buffers: '256MB',
    max_wal_size: '2GB',
    // Tables grow from nothing to thousands of rows in a minute before a deadline; plans should notice.
    autovacuum_naptime: '10s',
    ...more,
  }
  const args = [
    '-D',
    cluster,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]
  const [file, all] = runner.command(runner.binaries.postgres, args)
  const log = openSync(logFile, 'a', 0o600)
  // Detached: Ctrl-C reaches only the product, which then stops PostgreSQL in its own order.
  const child = spawn(file, all, { ...runner.options, detached: true, stdio: ['ignore', log, log] })
  closeSync(log)
  child.unref()
  let ended = false
  child.once('exit', () => (ended = true))
  child.once('error', () => (ended = true))
  for (let waited = 0; waited < 120_000 && !ended; waited += 20) {
    const state = readPidFile(cluster)
    if (state?.ready && isAlive(state.pid)) return state.pid
    await wait(20)
  }
  return null
}

function describe(cluster: string, socketDir: string, pid: number, adopted: boolean): RunningPostgres {
  const socket = readPidFile(cluster)?.socketDir || socketDir
  return {
    url: `postgresql://anyue@localhost/postgres?host=${encodeURIComponent(socket)}`,
    pid,
    adopted,
    stop: async () => {
      await stopServer(pid)
      rmSync(socket, { recursive: true, force: true })
    },
  }
}

async function stopServer(pid: number): Promise<void> {
  if (!isAlive(pid)) return
  process.kill(pid, 'SIGINT')
  for (let waited = 0; waited < 20_000; waited += 20) {
    if (!isAlive(pid)) return
    await wait(20)
  }
  process.kill(pid, 'SIGQUIT')
}

/** Lines of postmaster.pid: pid, data folder, start time, port, socket folder, address, shared memory, status. */
function readPidFile(cluster: string): { pid: number; socketDir: string; ready: boolean } | null {
  try {
    const lines = readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n')
    return { pid: Number(lines[0]), socketDir: lines[4] ?? '', ready: (lines[7] ?? '').trim() === 'ready' }
  } catch {
    return null
  }
}

/** A zombie (killed, not yet reaped) does not count as alive. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    if (process.platform !== 'linux') return true
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return !/^\d+ \(.*\) [ZX]/.test(stat) && stat.includes('(postgres)')
  } catch {
    return false
  }
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? ''
}
