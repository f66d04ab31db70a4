import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startServer, untilStopped } from './support/server-process.ts'

const root = path.resolve(import.meta.dirname, '..')
const campaign = path.join(root, 'campaigns/jincheng-2022')
let folder: string
let started: Server[] = []

interface Server {
  url: string
  child: ChildProcess
  /** Resolves with the exit code. */
  ended: Promise<number | null>
}

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'anyue start '))
  started = []
})
afterEach(async () => {
  for (const { child, ended } of started) {
    child.kill('SIGTERM')
    await ended
  }
  rmSync(folder, { recursive: true, force: true })
})

/** The built server as `npm start` runs it, with settings of its own. */
function spawnServer(env: Record<string, string>) {
  const child = spawn(process.execPath, [path.join(root, 'dist/server/cli.js'), 'serve'], {
    cwd: folder,
    env: { PATH: process.env.PATH, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  let errors = ''
  child.stdout!.on('data', (chunk) => (output += chunk))
  child.stderr!.on('data', (chunk) => (errors += chunk))
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  return { child, ended, output: () => output, errors: () => errors }
}

async function start(env: Record<string, string>): Promise<Server> {
  const { child, ended, output, errors } = spawnServer(env)
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout!.on('data', () => {
      const [, address] = /^ready (\S+)$/m.exec(output()) ?? []
      if (address) resolve(address)
    })
    void ended.then((code) => reject(new Error(`ended with ${code}: ${errors()}`)))
  })
  const server = { url, child, ended }
  started.push(server)
  return server
}

async function refuse(env: Record<string, string>): Promise<string> {
  const { ended, errors, output } = spawnServer(env)
  expect(await ended).toBe(1)
  expect(output()).toBe('')
  expect(errors().trim().split('\n')).toHaveLength(1)
  return errors()
}

function post(url: string, target: string, body: unknown) {
  const headers = { 'content-type': 'application/json' }
  return fetch(`${url}${target}`, { method: 'POST', headers, body: JSON.stringify(body) })
}

function postgresPid(dataDir: string): number {
  return Number(readFileSync(path.join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])
}

function postgresPidIfAny(dataDir: string): number {
  try {
    return postgresPid(dataDir)
  } catch {
    return 0
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

test('two at once keep to themselves, and each stops cleanly when asked', async () => {
  const [first, second] = [path.join(folder, 'first'), path.join(folder, 'second one')]
  const servers = await Promise.all([
    start({ DATA_DIR: first, ANYUE_CAMPAIGN: campaign }),
    start({ DATA_DIR: second, ANYUE_CAMPAIGN: campaign }),
  ])
  const chief = { username: 'chief', name: '管理员', password: 'a long password' }
  expect((await post(servers[0]!.url, '/api/setup', chief)).status).toBe(201)
  const setupNeeded = async (one: Server) =>
    ((await (await fetch(`${one.url}/api/me`)).json()) as { setupNeeded: boolean }).setupNeeded
  expect([await setupNeeded(servers[0]!), await setupNeeded(servers[1]!)]).toEqual([false, true])
  for (const [index, dataDir] of [first, second].entries()) {
    const pid = postgresPid(dataDir)
    servers[index]!.child.kill('SIGTERM')
    expect(await servers[index]!.ended).toBe(0)
    expect(isRunning(pid)).toBe(false)
  }
}, 120_000)

test('who is asked to stop again and again stops PostgreSQL all the same', async () => {
  const dataDir = path.join(folder, 'data')
  const { child, ended } = await start({ DATA_DIR: dataDir, ANYUE_CAMPAIGN: campaign })
  const pid = postgresPid(dataDir)
  const asking = setInterval(() => child.kill('SIGTERM'), 10)
  await ended
  clearInterval(asking)
  expect(isRunning(pid)).toBe(false)
}, 120_000)

test('npm start that is told to stop takes the server and its PostgreSQL along', async () => {
  const dataDir = path.join(folder, 'data')
  const server = await startServer({ DATA_DIR: dataDir, ANYUE_DEMO: '0', ANYUE_CAMPAIGN: campaign }, [
    'npm',
    'start',
  ])
  expect((await fetch(`${server.url}/api/ready`)).status).toBe(200)
  await server.stop()
  await untilStopped(dataDir)
  await expect(fetch(`${server.url}/api/ready`)).rejects.toThrow()
}, 120_000)

test('after a kill of everything the next start has all that was acknowledged', async () => {
  const env = { DATA_DIR: path.join(folder, 'data'), ANYUE_CAMPAIGN: campaign }
  const first = await start(env)
  const chief = { username: 'chief', name: '管理员', password: 'a long password' }
  expect((await post(first.url, '/api/setup', chief)).status).toBe(201)
  first.child.kill('SIGKILL')
  process.kill(postgresPid(env.DATA_DIR), 'SIGKILL')
  const second = await start(env)
  const signIn = await post(second.url, '/api/auth/sign-in/username', chief)
  expect(signIn.status).toBe(200)

  // The server alone: its PostgreSQL lives on and is taken over.
  const pid = postgresPid(env.DATA_DIR)
  second.child.kill('SIGKILL')
  await second.ended
  const third = await start(env)
  expect(postgresPid(env.DATA_DIR)).toBe(pid)
  expect((await post(third.url, '/api/auth/sign-in/username', chief)).status).toBe(200)
}, 120_000)

test('who is asked to stop while starting stops as cleanly', async () => {
  const dataDir = path.join(folder, 'data')
  const { child, ended } = spawnServer({ DATA_DIR: dataDir, ANYUE_CAMPAIGN: campaign })
  let pid = 0
  await expect
    .poll(() => (pid = postgresPidIfAny(dataDir)), { timeout: 30_000, interval: 20 })
    .toBeGreaterThan(0)
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
  expect(isRunning(pid)).toBe(false)
}, 120_000)

test('a taken port is told in one line, and nothing stays running', async () => {
  const holder = net.createServer()
  await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve))
  const { port } = holder.address() as net.AddressInfo
  const dataDir = path.join(folder, 'data')
  expect(await refuse({ DATA_DIR: dataDir, PORT: String(port) })).toContain(`端口 ${port} 已被占用`)
  expect(() => postgresPid(dataDir)).toThrow('ENOENT')
  await new Promise((resolve) => holder.close(resolve))
}, 120_000)

test('a data directory that cannot be written, a wrong setting, a lost database: one line each', async () => {
  const file = path.join(folder, 'file')
  writeFileSync(file, '')
  expect(await refuse({ DATA_DIR: path.join(file, 'data') })).toContain('数据目录不可写')
  expect(await refuse({ DATA_DIR: folder, PORT: 'many' })).toContain('PORT')
  expect(await refuse({ DATA_DIR: folder, ANYUE_NOW: 'yesterday' })).toContain('ANYUE_NOW')
  expect(await refuse({ DATA_DIR: folder, DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' })).toMatch(
    /数据库/,
  )
}, 120_000)

test('a campaign that asks for verified numbers does not start without a gateway, and says which and what to set', async () => {
  const asking = path.join(folder, 'campaign')
  cpSync(campaign, asking, { recursive: true })
  const file = path.join(asking, 'public/pledges.yaml')
  const text = readFileSync(file, 'utf8')
  writeFileSync(file, text.replace('closes: 2022-12-31', 'closes: 2099-12-31\n  verify: phone'))
  const env = { DATA_DIR: path.join(folder, 'data'), ANYUE_CAMPAIGN: asking }
  const line = await refuse(env)
  expect(line).toContain('“第一责任人安全倡议书”要求验证手机号')
  expect(line).toContain('SMS_GATEWAY_URL')
  const gateway = { SMS_GATEWAY_URL: 'http://127.0.0.1:9/send', SMS_GATEWAY_TOKEN: 'a long token' }
  const { url } = await start({ ...env, ...gateway })
  expect((await fetch(`${url}/api/ready`)).status).toBe(200)
}, 120_000)
