import { expect, it } from 'vitest'
import { startTestApp } from '../../../tests/support/app.ts'
import { buildSmallCity } from '../../../tests/support/county.ts'

it('anyone may complain, the office answers, the receipt finds the answer', async () => {
  const app = await startTestApp()
  try {
    const city = await buildSmallCity(app.services.pool.db)
    await app.addUser('office', 'reviewer', city.units.city.id)
    const sent = await app.anonymous.call('POST', '/api/feedback', { page: '/', content: '同一张表要了两次' })
    expect(sent).toMatchObject({ status: 201, body: { receipt: expect.stringMatching(/^YJ\d{8}-\d{10}$/) } })
    const office = await app.signIn('office')
    const [open] = (await office.call('GET', '/api/feedback?open=true')).body.items
    const answer = (text: string) => office.call('POST', `/api/feedback/${open.id}/answer`, { answer: text })
    expect((await answer('已合并为一张')).status).toBe(200)
    expect((await answer('再答一次')).status).toBe(409)
    const found = await app.anonymous.call('GET', `/api/feedback/${sent.body.receipt.toLowerCase()}`)
    expect(found.body).toMatchObject({ answer: '已合并为一张' })
    expect((await app.anonymous.call('GET', '/api/feedback/YJ20300101-0000000000')).status).toBe(404)
  } finally {
    await app.close()
  }
})
