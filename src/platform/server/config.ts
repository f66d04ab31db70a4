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
  SMS_GATEWAY_URL: z.url().refine(isSafeAddress, '须为 https 地址（本机可用 http）').optional(),
  SMS_GATEWAY_TOKEN: z.string().min(8).optional(),
})

/** Numbers and codes travel to it: in clear only within this machine. */
function isSafeAddress(value: string): boolean {
  const { protocol, hostname } = new URL(value)
  return protocol === 'https:' || (protocol === 'http:' && /^(localhost|127\.0\.0\.1)$/.test(hostname))
}

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
  smsGateway: { url: string; token: string } | undefined
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
  if (Boolean(value.SMS_GATEWAY_URL) !== Boolean(value.SMS_GATEWAY_TOKEN))
    throw new Error('设置有误 (settings): SMS_GATEWAY_URL 和 SMS_GATEWAY_TOKEN 须同时设置 (both or neither)')
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
    smsGateway:
      value.SMS_GATEWAY_URL && value.SMS_GATEWAY_TOKEN
        ? { url: value.SMS_GATEWAY_URL, token: value.SMS_GATEWAY_TOKEN }
        : undefined,
  }
}
