import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Pool } from './database.ts'
import type { Log } from './log.ts'
import type { Sms } from './sms.ts'
import type { Storage } from './storage.ts'

/** What the process shares; made once in `server.ts`, or by a test. */
export interface Services {
  config: Config
  clock: Clock
  pool: Pool
  log: Log | null
  /** Content-addressed files. */
  storage: Storage
  /** Null where no gateway is configured: then nothing may ask for a verified number. */
  sms: Sms | null
  /** HMAC key of this deployment (32 bytes), kept in table `setting`. */
  secret: Buffer
}
