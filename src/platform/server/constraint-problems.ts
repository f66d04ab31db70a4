import { ProblemError, conflict, databaseAway, invalidInput } from '../shared/problem.ts'

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
  if (isAway(error as { code?: unknown; message?: unknown })) return new ProblemError(databaseAway)
  return null
}

/** PostgreSQL was stopped, killed or restarted under a statement, or does not take connections at the moment. */
function isAway({ code, message }: { code?: unknown; message?: unknown }): boolean {
  if (message === 'Connection terminated unexpectedly') return true
  if (message === 'Client has encountered a connection error and is not queryable') return true
  return awayCodes.has(String(code))
}

const awayCodes = new Set(['57P01', '57P02', '57P03', '08006', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE'])
