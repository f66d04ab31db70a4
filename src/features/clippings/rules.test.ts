import { expect, test } from 'vitest'
import { isLink, keyOfLink } from './rules.ts'

test.each([
  [
    'https://mp.weixin.qq.com/s?__biz=A&mid=1&chksm=x&scene=27#rd',
    'http://mp.weixin.qq.com/s?mid=1&__biz=A',
    true,
  ],
  ['https://www.news.cn/a/', 'http://news.cn/a', true],
  ['https://news.cn/#/a/1', 'https://news.cn/#/a/2', false],
  ['https://news.cn/a?id=1', 'https://news.cn/a?id=2', false],
])('%s and %s are one address: %s', (a, b, same) => expect(keyOfLink(a) === keyOfLink(b)).toBe(same))

test.each([
  ['https://news.cn/a', true],
  ['http://新闻.cn/a', true],
  ['ftp://news.cn/a', false],
  ['javascript:alert(1)', false],
  ['https://user:secret@news.cn/', false],
  ['news.cn/a', false],
])('%s is a link: %s', (text, good) => expect(isLink(text)).toBe(good))
