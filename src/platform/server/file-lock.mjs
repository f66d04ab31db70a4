import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/**
 * Runs `work` while no other process runs with the same lock file; waits for the other, and takes over the lock of a
 * process that has died. Plain JavaScript because the start script uses it before anything is installed or built.
 */
export async function exclusively(file, work) {
  mkdirSync(path.dirname(file), { recursive: true })
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' })
      break
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
      if (!isHeld(file)) rmSync(file, { force: true })
      else await wait(100)
    }
  }
  try {
    return await work()
  } finally {
    rmSync(file, { force: true })
  }
}

function isHeld(file) {
  try {
    const pid = Number(readFileSync(file, 'utf8'))
    // Just created and not yet written: someone holds it.
    if (!pid) return true
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
