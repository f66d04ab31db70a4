import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { type Clock, systemClock } from './platform/server/clock.ts'
import type { Config } from './platform/server/config.ts'
import { type Pool, openPool } from './platform/server/database.ts'
import { readDeploymentSecret } from './platform/server/deployment-secret.ts'
import { createDiskStorage } from './platform/server/disk-storage.ts'
import type { Log } from './platform/server/log.ts'
import { migrate } from './platform/server/migrate.ts'
import { startPostgres } from './platform/server/postgres/supervisor.ts'
import { keepPresence } from './platform/server/presence.ts'
import { projectRoot } from './platform/server/project-root.ts'
import type { Services } from './platform/server/services.ts'
import { createSms } from './platform/server/sms.ts'

/** Services with what must be stopped after them. */
export interface StartedServices {
  services: Services
  stop: () => Promise<void>
}

/** A migrated database (embedded unless DATABASE_URL names one), files, key; used by the server and the commands. */
export async function startServices(
  config: Config,
  options: { clock?: Clock; log?: Log | null } = {},
): Promise<StartedServices> {
  let postgres = config.databaseUrl ? null : await startPostgres(config.dataDir)
  let pool: Pool | null = null
  try {
    await mkdir(path.join(config.dataDir, 'files'), { recursive: true, mode: 0o700 }).catch(() => {
      throw new Error(`数据目录不可写 (data directory is not writable): ${config.dataDir}`)
    })
    pool = openPool(config.databaseUrl ?? postgres!.url)
    const presence = await keepPresence(pool, async () => {
      if (!config.databaseUrl) postgres = await startPostgres(config.dataDir)
    }).catch((error: Error) => {
      throw new Error(`数据库连接不上 (cannot reach the database): ${error.message}`)
    })
    await migrate(pool.pg, path.join(projectRoot, 'migrations'))
    return {
      services: {
        config,
        clock: options.clock ?? systemClock,
        pool,
        log: options.log ?? null,
        storage: createDiskStorage(path.join(config.dataDir, 'files')),
        sms: createSms(config),
        secret: await readDeploymentSecret(pool.db),
      },
      stop: async () => {
        const last = await presence.leave()
        await pool?.close()
        if (last) await postgres?.stop()
      },
    }
  } catch (error) {
    await pool?.close()
    if (!postgres?.adopted) await postgres?.stop()
    throw error
  }
}
