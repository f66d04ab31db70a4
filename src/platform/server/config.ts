import path from 'node:path'
import { z } from 'zod'

const flag = z.enum(['0', '1']).transform((value) => value === '1')

/** `docs/configuration.md` lists exactly these; a test compares. */
export const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(8080),
  HOST: z.string().default('127.0.0.1'),
  DATA_DIR: z.string().default('./data'),
  DATABASE_URL: z.string().startsWith('postgres').optional(),
  PUBLIC_URL: z.url().optional(),
  ANYUE_DEMO: flag.default(false),
  ANYUE_NOW: z.iso.datetime({ offset: true }).optional(),
  ANYUE_CAMPAIGN: z.string().optional(),
  FONT_DIR: z.string().optional(),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('error'),
  TRUST_PROXY: flag.default(false),
  OIDC_ISSUER: z.url().optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
})

/** All settings, checked at start. */
export interface Config {
  port: number
  host: string
  dataDir: string
  databaseUrl: string | undefined
  publicUrl: string | undefined
  demo: boolean
  demoStart: Date | undefined
  campaignDir: string | undefined
  fontDir: string | undefined
  logLevel: string
  trustProxy: boolean
  oidc: { issuer: string; clientId: string; clientSecret: string } | undefined
}

/** Throws an Error whose message names every wrong setting in one line. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const result = environment.safeParse(given)
  if (!result.success) {
    const wrong = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new Error(`设置有误 (settings): ${wrong.join('; ')}`)
  }
  const value = result.data
  return {
    port: value.PORT,
    host: value.HOST,
    dataDir: path.resolve(value.DATA_DIR),
    databaseUrl: value.DATABASE_URL,
    publicUrl: value.PUBLIC_URL,
    demo: value.ANYUE_DEMO,
    demoStart: value.ANYUE_NOW ? new Date(value.ANYUE_NOW) : undefined,
    campaignDir: value.ANYUE_CAMPAIGN,
    fontDir: value.FONT_DIR,
    logLevel: value.LOG_LEVEL,
    trustProxy: value.TRUST_PROXY,
    oidc:
      value.OIDC_ISSUER && value.OIDC_CLIENT_ID && value.OIDC_CLIENT_SECRET
        ? {
            issuer: value.OIDC_ISSUER,
            clientId: value.OIDC_CLIENT_ID,
            clientSecret: value.OIDC_CLIENT_SECRET,
          }
        : undefined,
  }
}
