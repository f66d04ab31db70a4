import pino from 'pino'
import { findCampaignFolder } from './features/campaign/server/find-folder.ts'
import { adoptCampaign } from './features/ledger/server/adopt-campaign.ts'
import { readDefinition } from './features/campaign/server/read-definition.ts'
import { deleteUnusedFiles } from './features/citizen-files/server/delete-unused-files.ts'
import { keepFinishing } from './features/contests/server/finish-overdue.ts'
import { readDemoScript } from './features/demo/server/demo-script.ts'
import { seedDemo } from './features/demo/server/seed-demo.ts'
import { cleanStaleUploads } from './features/evidence/server/resumable-uploads.ts'
import { fillInFingerprints } from './features/likeness/server/fill-in-fingerprints.ts'
import { cleanUpDevices, keepCleaningUp } from './features/participants/server/clean-up.ts'
import { refuseWithoutSms } from './features/participants/server/refuse-without-sms.ts'
import { keepCounting } from './features/participation/server/keep-counting.ts'
import { keepWatching } from './features/participation/server/watch-participation.ts'
import { adoptBanks } from './features/questions/server/adopt-banks.ts'
import { keepExamining } from './features/remarks/server/examine-due.ts'
import { releaseWithdrawnFiles } from './features/topics/server/release-withdrawn-files.ts'
import { createDemoClock } from './platform/server/clock.ts'
import { type Config, readConfig } from './platform/server/config.ts'
import { inTransaction } from './platform/server/database.ts'
import { projectRoot } from './platform/server/project-root.ts'
import { createApp } from './server.ts'
import { startServices } from './start-services.ts'

/** Runs until SIGTERM or SIGINT; prints `ready <url>` when it answers. */
export async function serve(env: Record<string, string | undefined>): Promise<void> {
  const config = readConfig(env)
  // From now on: who asks during the start gets an orderly stop after it, PostgreSQL included.
  const asked = untilAskedToStop()
  const folder = await findCampaignFolder(projectRoot, config.campaignDir)
  const demoScript = config.demo && folder ? await readDemoScript(folder) : null
  const clock = demoScript ? createDemoClock(config.demoStart ?? demoScript.startsAt) : undefined
  const started = await startServices(config, {
    log: pino(
      { level: config.logLevel, serializers: { error: pino.stdSerializers.err } },
      pino.destination(2),
    ),
    ...(clock ? { clock } : {}),
  })
  const { services } = started
  let app: Awaited<ReturnType<typeof createApp>>['app'] | null = null
  try {
    if (folder && (config.demo || config.campaignDir)) await loadFolder(folder)
    await refuseWithoutSms(services)
    if (clock && demoScript) await seedDemo(services, clock, demoScript)
    ;({ app } = await createApp(services))
    await cleanStaleUploads(services, new Date())
    const url = await listen(app, config)
    process.stdout.write(`ready ${url}\n`)
  } catch (error) {
    await app?.close()
    await started.stop()
    throw error
  }
  const stopping = new AbortController()
  const filling = fillInFingerprints(services, stopping.signal).catch((error: unknown) =>
    services.log?.error({ error }, 'fingerprints of pictures could not be filled in'),
  )
  const stopExamining = keepExamining(services)
  const stopCounting = keepCounting(services)
  const stopFinishing = keepFinishing(services)
  const stopWatching = keepWatching(services)
  const stopCleaningUp = keepCleaningUp(services, [cleanUpDevices, releaseWithdrawnFiles, deleteUnusedFiles])
  await asked
  stopping.abort()
  await stopCleaningUp()
  await app.close()
  await filling
  await stopExamining()
  await stopCounting()
  await stopFinishing()
  await stopWatching()
  await started.stop()

  async function loadFolder(path: string): Promise<void> {
    const definition = await readDefinition(path)
    const context = { now: services.clock.now(), caller: null, address: 'start', requestId: 'start' }
    await inTransaction(services.pool, async (db) => {
      await adoptCampaign(db, context, definition)
      await adoptBanks(db, context, definition.key, path)
    })
  }
}

async function listen(app: Awaited<ReturnType<typeof createApp>>['app'], config: Config): Promise<string> {
  try {
    await app.listen({ port: config.port, host: config.host })
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === 'EADDRINUSE')
      throw new Error(
        `端口 ${config.port} 已被占用，请换一个 (port in use)：PORT=${config.port + 1} npm start`,
      )
    if (code === 'EACCES') throw new Error(`没有权限使用端口 ${config.port} (permission denied)`)
    if (code === 'EADDRNOTAVAIL') throw new Error(`本机没有地址 ${config.host} (address not available)`)
    throw error
  }
  const address = app.server.address() as { port: number }
  return config.publicUrl ?? `http://${config.host === '0.0.0.0' ? 'localhost' : config.host}:${address.port}`
}

/** Asked again, as by a signal to a whole group that a parent passes on as well, it goes on stopping in order. */
function untilAskedToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => resolve())
  })
}
