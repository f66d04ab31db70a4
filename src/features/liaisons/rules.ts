import { maskName } from '../../platform/shared/mask-name.ts'

// Personal data as others see them: enough to recognise, too little to call.

/** 13800000000 → 138****0000; shorter numbers keep their last two digits. */
function maskNumber(number: string): string {
  if (number === '') return ''
  return number.length >= 11 ? `${number.slice(0, 3)}****${number.slice(-4)}` : `****${number.slice(-2)}`
}

function maskMail(mail: string): string {
  const at = mail.indexOf('@')
  return at < 0 ? maskText(mail) : `${mail.slice(0, 1)}***${mail.slice(at)}`
}

function maskText(text: string): string {
  return text === '' ? '' : `${[...text][0]}***`
}

/** `type` is the form field's. A field called `name` holds a person's name. */
export function maskValue(field: { key: string; type: string }, value: string): string {
  if (field.type === 'mobile' || field.type === 'phone') return maskNumber(value)
  if (field.type === 'email') return maskMail(value)
  return field.key === 'name' ? maskName(value) : maskText(value)
}
