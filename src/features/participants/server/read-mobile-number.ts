import { parsePhoneNumberFromString } from 'libphonenumber-js/mobile'
import { ProblemError, invalidInput } from '../../../platform/shared/problem.ts'

/** The 11 digits of a mobile number of mainland China, however it was typed. */
export function readMobileNumber(text: string): string {
  const found = parsePhoneNumberFromString(text.normalize('NFKC'), 'CN')
  if (found?.isValid() && found.country === 'CN') return found.nationalNumber
  const message = '请填写 11 位大陆手机号。'
  throw new ProblemError(invalidInput, { detail: message, errors: [{ path: 'number', message }] })
}
