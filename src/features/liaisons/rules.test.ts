import { describe, expect, it } from 'vitest'
import { maskValue } from './rules.ts'

describe('masking', () => {
  it.each([
    [{ key: 'name', type: 'text' }, '王某某', '王*'],
    [{ key: 'mobile', type: 'mobile' }, '13800000000', '138****0000'],
    [{ key: 'office-phone', type: 'phone' }, '2190000', '****00'],
    [{ key: 'email', type: 'email' }, 'office@example.gov.cn', 'o***@example.gov.cn'],
    [{ key: 'email', type: 'email' }, 'no address', 'n***'],
    [{ key: 'wechat', type: 'text' }, 'abcdef', 'a***'],
    [{ key: 'name', type: 'text' }, '', ''],
    [{ key: 'mobile', type: 'mobile' }, '', ''],
  ])('%j %s', (field, value, shown) => {
    expect(maskValue(field, value)).toBe(shown)
  })
})
