import { ProblemError, invalidInput } from '../../../platform/shared/problem.ts'
import type { ConsultationDefinition } from '../../campaign/public-part.ts'

/** Throws `invalid-input` at `field` for a field of expertise that the campaign does not have. */
export function refuseUnknownField({ fields }: ConsultationDefinition, field: string): void {
  if (fields.some((one) => one.value === field)) return
  throw new ProblemError(invalidInput, { errors: [{ path: 'field', message: '请从列出的领域中选择。' }] })
}
