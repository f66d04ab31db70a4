/** A named way to fail (RFC 9457). `name` becomes the stable `type` `urn:anyue:problem:<name>`. */
export interface Problem {
  name: string
  status: number
  /** Chinese sentence that says what happened and what to do. */
  detail: string
}

export interface FieldError {
  /** Path into the body, `fields.mobile`, `figures.publicity.drills`. */
  path: string
  /** Chinese sentence. */
  message: string
}

export function defineProblem(name: string, status: number, detail: string): Problem {
  return { name, status, detail }
}

/** Thrown by use cases; `http.ts` rolls back and answers `application/problem+json`. */
export class ProblemError extends Error {
  readonly problem: Problem
  readonly errors: FieldError[]
  readonly extra: Record<string, unknown>

  constructor(
    problem: Problem,
    options: { detail?: string; errors?: FieldError[]; extra?: Record<string, unknown> } = {},
  ) {
    super(options.detail ?? problem.detail)
    this.problem = problem
    this.errors = options.errors ?? []
    this.extra = options.extra ?? {}
  }
}

export const invalidInput = defineProblem('invalid-input', 400, '提交的内容有误，请按提示修改。')
export const notSignedIn = defineProblem('not-signed-in', 401, '请先登录。')
export const deviceUnknown = defineProblem(
  'device-unknown',
  401,
  '请先在本机完成验证再参加；如果浏览器禁用了 Cookie，请允许后重试。',
)
export const forbidden = defineProblem('forbidden', 403, '您没有权限进行此操作。')
export const notFound = defineProblem('not-found', 404, '没有找到所请求的内容。')
export const tooLarge = defineProblem('too-large', 413, '内容过大，请精简后再提交。')
export const tooManyRequests = defineProblem('too-many-requests', 429, '操作过于频繁，请稍后再试。')
export const conflict = defineProblem('conflict', 409, '与已有内容冲突，请刷新后再试。')
export const databaseAway = defineProblem(
  'database-away',
  503,
  '数据库暂时连接不上，请稍后再试；已填写的内容仍在本页。',
)
export const unexpected = defineProblem('unexpected', 500, '系统出错，已记录，请稍后再试。')
