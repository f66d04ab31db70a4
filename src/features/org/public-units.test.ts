import { beforeAll, describe, expect, it } from 'vitest'
import type { TestApp } from '../../../tests/support/app.ts'
import { startCampaignApp } from '../../../tests/support/campaign-app.ts'

let app: TestApp

beforeAll(async () => {
  ;({ app } = await startCampaignApp('2022-06-15T01:00:00Z'))
  return () => app.close()
})

const find = async (text: string) => {
  const { status, body } = await app.anonymous.call(
    'GET',
    `/api/public/jincheng-2022/units?q=${encodeURIComponent(text)}`,
  )
  expect(status).toBe(200)
  return (body.items as { code: string; name: string }[]).map((one) => one.code)
}

describe('a citizen names the county or department', () => {
  it.each([
    ['阳城', 'yangcheng'],
    ['ycx', 'yangcheng'],
    ['泽洲县', 'zezhou'],
    ['教育局', 'jiaoyu'],
    ['经开区', 'kaifaqu'],
  ])('%s means %s', async (text, code) => expect((await find(text))[0]).toBe(code))
  it('never offers the city itself', async () => expect(await find('晋城市')).not.toContain('jincheng'))
  it('offers nothing for what fits nothing', async () => expect(await find('<script>')).toEqual([]))
  it('tells names and codes and nothing else', async () => {
    const { body } = await app.anonymous.call('GET', '/api/public/jincheng-2022/units?q=zzx')
    expect(body).toEqual({ items: [{ code: 'zezhou', name: '泽州县' }] })
  })
  it('refuses an empty or endless text and a campaign that is not there', async () => {
    for (const q of ['', '%20', 'x'.repeat(60)])
      expect((await app.anonymous.call('GET', `/api/public/jincheng-2022/units?q=${q}`)).status).toBe(400)
    expect((await app.anonymous.call('GET', '/api/public/none/units?q=x')).status).toBe(404)
  })
})
