import { betterAuth } from 'better-auth'
import { genericOAuth, twoFactor, username } from 'better-auth/plugins'
import type { Services } from '../../../platform/server/services.ts'

/** Paths that would let people change what only administrators decide, or sign up by themselves. */
const disabledPaths = [
  '/sign-up/email',
  '/sign-in/email',
  '/sign-in/social',
  '/is-username-available',
  '/update-user',
  '/change-email',
  '/change-password',
  '/set-password',
  '/delete-user',
  '/delete-user/callback',
  '/request-password-reset',
  '/reset-password',
  '/send-verification-email',
  '/verify-email',
  '/list-accounts',
  '/link-social',
  '/unlink-account',
  '/two-factor/send-otp',
  '/two-factor/verify-otp',
]

/** Seconds: a session ends a week after its last renewal, and is renewed at most once a day. */
export const sessionAge = { expiresIn: 7 * 86_400, updateAge: 86_400 }

/**
 * Sessions, password hashes (scrypt), TOTP and OIDC are the library's. Cross-site requests are refused by http.ts
 * for every route alike, so the library's own check is off. Sessions live in real time also under a demo clock.
 */
export function createAuth({ config, pool, secret }: Services) {
  return betterAuth({
    appName: '安月',
    basePath: '/api/auth',
    ...(config.publicUrl
      ? { baseURL: config.publicUrl }
      : { baseURL: { allowedHosts: ['*'], fallback: 'http://localhost' } }),
    secret: secret.toString('hex'),
    database: { db: pool.db as never, type: 'postgres' },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 128 },
    session: sessionAge,
    disabledPaths,
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
    advanced: {
      cookiePrefix: 'anyue',
      useSecureCookies: config.publicUrl?.startsWith('https:') ?? false,
      disableCSRFCheck: true,
      disableOriginCheck: true,
    },
    plugins: [
      username({
        minUsernameLength: 2,
        maxUsernameLength: 64,
        usernameValidator: (name) => /^[a-z0-9][a-z0-9._-]*$/.test(name),
        validationOrder: { username: 'post-normalization' },
      }),
      twoFactor({ issuer: '安月' }),
      ...(config.oidc
        ? [
            genericOAuth({
              config: [
                {
                  providerId: 'oidc',
                  discoveryUrl: `${config.oidc.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
                  clientId: config.oidc.clientId,
                  clientSecret: config.oidc.clientSecret,
                  scopes: ['openid', 'profile', 'email'],
                  disableSignUp: true,
                },
              ],
            }),
          ]
        : []),
    ],
  })
}

export type Auth = ReturnType<typeof createAuth>
