import { ProblemError, conflict, invalidInput } from '../shared/problem.ts'

/** PostgreSQL says no; this turns its word into a declared problem. Anything else is a bug (null). */
export function problemOfConstraint(error: unknown): ProblemError | null {
  const code = (error as { code?: unknown }).code
  if (code === '23505' || code === '40001' || code === '40P01') return new ProblemError(conflict)
  if (
    code === '23514' ||
    code === '23502' ||
    code === '22P02' ||
    code === '22003' ||
    code === '22021' ||
    code === '22P05'
  )
    return new ProblemError(invalidInput)
  return null
}
