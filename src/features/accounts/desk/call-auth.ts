import { ApiProblem } from '../../../platform/web/call-api.ts'

const sentences: Record<string, string> = {
  INVALID_CODE: '验证码不正确或已过期，请用验证器里现在的 6 位数字。',
  INVALID_TWO_FACTOR_COOKIE: '登录已过期，请重新输入用户名和密码。',
  INVALID_BACKUP_CODE: '备用码不正确或已用过。',
  INVALID_PASSWORD: '密码不正确。',
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: '输错次数过多，请稍后重新登录。',
}

/** The sign-in library's own endpoints; they are not contracts of ours. Throws `ApiProblem` with a sentence. */
export async function callAuth<T>(path: string, body: Record<string, unknown> = {}): Promise<T> {
  let response: Response
  try {
    response = await fetch(`/api/auth/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(body),
    })
  } catch {
    throw new ApiProblem('offline', 0, '网络不通，请检查后重试。')
  }
  const reply = (await response.json().catch(() => ({}))) as { code?: string; detail?: string } & T
  if (response.ok) return reply
  throw new ApiProblem(
    reply.code ?? 'refused',
    response.status,
    reply.detail ?? sentences[reply.code ?? ''] ?? sayStatus(response.status),
  )
}

function sayStatus(status: number): string {
  if (status === 401) return '用户名或密码不正确。'
  if (status === 423) return '多次输错密码，账号已暂时锁定，请稍后再试。'
  if (status === 429) return '操作过于频繁，请稍后再试。'
  return status >= 500 ? '系统出错，请稍后再试。' : '没有成功，请核对后重试。'
}
