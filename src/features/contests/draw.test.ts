import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, type TestApp } from '../../../tests/support/app.ts'
import { startCampaignApp } from '../../../tests/support/campaign-app.ts'
import { openPhone } from '../../../tests/support/citizen.ts'
import { answerAllRight } from '../../../tests/support/answer-all-right.ts'
import { findCampaign } from '../campaign/server/find-campaign.ts'
import {
  EntriesDigest,
  WinnerPicker,
  codeOfClaim,
  commitTo,
  makeDrawKey,
  writeCode,
} from './server/draw-rule.ts'
import { type DrawFile, verifyDraw } from './server/verify-draw.ts'

const open = '2022-06-15T01:00:00Z'
const over = '2022-07-01T01:00:00Z'
const publicPath = '/api/public/jincheng-2022/contests'
const deskPath = '/api/campaigns/jincheng-2022/contests'

describe('the rule of a draw', () => {
  const codes = fc
    .uniqueArray(fc.uint8Array({ minLength: 32, maxLength: 32 }).map(writeCode), {
      minLength: 1,
      maxLength: 80,
    })
    .map((list) => list.sort())
  const seeds = fc.uint8Array({ minLength: 32, maxLength: 32 })
  const digest = (list: string[]) => {
    const entries = new EntriesDigest()
    for (const code of list) entries.add(code)
    return entries.end()
  }
  const draw = (seed: Uint8Array, list: string[], winners: number, witnessValue: string | null = null) => {
    const picker = new WinnerPicker(makeDrawKey({ seed, entriesDigest: digest(list), witnessValue }), winners)
    for (const code of list) picker.add(code)
    return picker.end()
  }

  it('shuffles: with a prize for everyone each entry wins exactly once', () =>
    fc.assert(
      fc.property(seeds, codes, (seed, list) => {
        expect(draw(seed, list, list.length).sort()).toEqual(list)
      }),
    ))

  it('gives the same winners for the same seed and list, and fewer prizes are the first of more', () =>
    fc.assert(
      fc.property(seeds, codes, fc.nat(90), (seed, list, n) => {
        expect(draw(seed, list, n)).toEqual(draw(seed, list, n))
        expect(draw(seed, list, n)).toEqual(draw(seed, list, list.length).slice(0, n))
      }),
    ))

  it('a list in which one entry is another, or one more, or one less, has another digest', () =>
    fc.assert(
      fc.property(codes, fc.nat(), fc.uint8Array({ minLength: 32, maxLength: 32 }), (list, at, bytes) => {
        const other = writeCode(bytes)
        fc.pre(!list.includes(other))
        const index = at % list.length
        const replaced = list.map((code, place) => (place === index ? other : code)).sort()
        const removed = list.filter((_, place) => place !== index)
        const added = [...list, other].sort()
        expect(new Set([list, replaced, removed, added].map(digest)).size).toBe(4)
      }),
    ))

  it('refuses a list that is out of order or holds an entry twice', () => {
    expect(() => digest(['B', 'A'])).toThrow()
    expect(() => digest(['A', 'A'])).toThrow()
  })

  it('is fair: over many seeds each of ten entries wins about as often', () => {
    const list = Array.from({ length: 10 }, (_, at) => codeOfClaim(String(at))).sort()
    const won = new Map<string, number>()
    for (let round = 0; round < 2_000; round += 1) {
      const [first] = draw(createHash('sha256').update(String(round)).digest(), list, 1)
      won.set(first!, (won.get(first!) ?? 0) + 1)
    }
    for (const code of list) expect(Math.abs(won.get(code)! - 200)).toBeLessThan(70)
  })

  it('needs many entries no more memory than a few times the prizes, and picks the same', () => {
    const list = Array.from({ length: 5_000 }, (_, at) => codeOfClaim(String(at))).sort()
    const seed = Buffer.alloc(32, 3)
    expect(draw(seed, list, 7)).toEqual(draw(seed, list, 5_000).slice(0, 7))
  })

  it('can be repeated with nothing but SHA-256', () => {
    const hash = (text: string) => createHash('sha256').update(text).digest('hex')
    const list = Array.from({ length: 20 }, (_, at) => codeOfClaim(String(at))).sort()
    const seed = Buffer.alloc(32, 9)
    const key = hash(
      `anyue-draw-1\n${seed.toString('hex')}\n${hash(list.map((one) => `${one}\n`).join(''))}\n7,3,1`,
    )
    const byHand = [...list]
      .sort((a, b) => (hash(`${key}\n${a}`) < hash(`${key}\n${b}`) ? -1 : 1))
      .slice(0, 3)
    expect(draw(seed, list, 3, '7,3,1')).toEqual(byHand)
  })
})

describe('a prize draw', () => {
  let app: TestApp
  let office: Client
  let auditor: Client
  const phones: Client[] = []

  beforeAll(async () => {
    ;({ app } = await startCampaignApp(open))
    const { db } = app.services.pool
    const root = await db
      .selectFrom('org_unit')
      .where('code', '=', 'jincheng')
      .select('id')
      .executeTakeFirstOrThrow()
    await app.addUser('office', 'reviewer', root.id)
    await app.addUser('auditor', 'auditor', root.id)
    office = await app.signIn('office')
    auditor = await app.signIn('auditor')
    for (let person = 0; person < 6; person += 1) {
      const phone = await openPhone(app)
      phones.push(phone)
      const attempt = (await phone.call('POST', `${publicPath}/quiz-law/attempts`, { unit: 'zezhou' })).body
      // The last one answers nothing and does not pass.
      const answers = person < 5 ? await answerAllRight(app.services, attempt.id) : {}
      await phone.call('POST', `${publicPath}/quiz-law/attempts/${attempt.id}/finish`, { answers })
    }
  })
  afterAll(() => app.close())

  const draw = `${deskPath}/quiz-law/draw`

  it('is promised while the contest runs: only the digest of the seed is told', async () => {
    expect((await office.call('GET', draw)).body).toMatchObject({
      committed: null,
      next: 'commit',
      over: false,
    })
    const reply = await office.call('POST', draw, { witness: null })
    expect([reply.status, reply.body.detail]).toEqual([200, undefined])
    expect(reply.body.committed.commitment).toMatch(/^[0-9a-f]{64}$/)
    expect(reply.body.next).toBe('close')
    const { seed } = await app.services.pool.db
      .selectFrom('prize_draw')
      .select('seed')
      .executeTakeFirstOrThrow()
    for (const told of [
      reply.body,
      (await app.anonymous.call('GET', `${publicPath}/quiz-law/draw.json`)).body,
      (await app.anonymous.call('GET', '/p/jincheng-2022/contests/quiz-law/draw')).body,
    ])
      expect(JSON.stringify(told)).not.toContain(seed.toString('hex'))
    const again = await office.call('POST', draw, { witness: null })
    expect([again.status, again.body.title]).toEqual([409, 'draw-committed'])
  })

  it('closes its list only when the contest is over and nobody is answering', async () => {
    const early = await office.call('POST', `${draw}/closing`)
    expect([early.status, early.body.title]).toEqual([409, 'contest-not-over'])
    expect((await office.call('POST', `${draw}/result`, { witnessValue: null })).body.title).toBe(
      'draw-not-closed',
    )
    app.clock.moveTo(new Date(over))
    const closed = await Promise.all(Array.from({ length: 5 }, () => office.call('POST', `${draw}/closing`)))
    expect(closed.map((one) => one.status).sort()).toEqual([200, 409, 409, 409, 409])
    const { body } = await office.call('GET', draw)
    expect(body.closed.entries).toBe(5)
    const { db, pg } = app.services.pool
    await expect(
      pg.query(
        `insert into draw_entry (draw_id, code, participant_id)
         select d.id, '0000-0000-0000', p.id from prize_draw d, participant p
         where p.id not in (select participant_id from draw_entry) limit 1`,
      ),
    ).rejects.toThrow('closed')
    await expect(db.deleteFrom('draw_entry').execute()).rejects.toThrow()
    await expect(db.updateTable('prize_draw').set({ winners: 1 }).execute()).rejects.toThrow()
  })

  it('is drawn once, even by five at a time, and anyone can repeat it from the public file', async () => {
    const drawn = await Promise.all(
      Array.from({ length: 5 }, () => office.call('POST', `${draw}/result`, { witnessValue: null })),
    )
    expect(drawn.map((one) => one.status).sort()).toEqual([200, 409, 409, 409, 409])
    const reply = await app.anonymous.call('GET', `${publicPath}/quiz-law/draw.json`)
    const file = reply.body as DrawFile
    expect(file.entries).toHaveLength(5)
    expect(file.winners).toHaveLength(5)
    expect(commitTo(Buffer.from(file.seed!, 'hex'))).toBe(file.commitment)
    expect(verifyDraw(file).filter((one) => !one.passed)).toEqual([])
    const changed: DrawFile[] = [
      { ...file, seed: 'a'.repeat(64) },
      { ...file, entries: file.entries.slice(1) },
      { ...file, winners: [...file.winners].reverse() },
      { ...file, witnessValue: '7' },
      { ...file, closedAt: '2022-06-01T00:00:00.000Z' },
    ]
    for (const one of changed) expect(verifyDraw(one).every((check) => check.passed)).toBe(false)
  })

  it('shows each phone its own code, and lets a winner claim once with what only that phone shows', async () => {
    const own = await Promise.all(
      phones.map((phone) => phone.call('GET', `${publicPath}/quiz-law/draw/mine`)),
    )
    expect(own[5]!.body).toEqual({ closed: true, held: true, entry: null })
    const first = own.slice(0, 5).find((one) => one.body.entry.place === 1)!.body.entry
    const page = (await app.anonymous.call('GET', '/p/jincheng-2022/contests/quiz-law/draw')).body
    expect(page).toContain(first.code)
    expect(page).not.toContain(first.claimCode)
    const withPublicCode = await office.call('POST', `${draw}/claims`, { claimCode: first.code })
    expect([withPublicCode.status, withPublicCode.body.title]).toEqual([404, 'claim-unknown'])
    const typed = first.claimCode.replaceAll('-', '').toLowerCase()
    expect((await office.call('POST', `${draw}/claims`, { claimCode: typed })).body.place).toBe(1)
    const twice = await office.call('POST', `${draw}/claims`, { claimCode: typed })
    expect([twice.status, twice.body.title]).toEqual([409, 'claimed-before'])
    expect((await app.anonymous.call('GET', `${publicPath}/quiz-law/draw/mine`)).status).toBe(401)
  })

  it("leaves a line in the record for every step, and is the office's to run", async () => {
    const lines = await app.services.pool.db
      .selectFrom('audit_record')
      .where('kind', 'in', ['draw-committed', 'draw-closed', 'draw-held', 'prize-claimed'])
      .select('kind')
      .orderBy('number')
      .execute()
    expect(lines.map((one) => one.kind)).toEqual([
      'draw-committed',
      'draw-closed',
      'draw-held',
      'prize-claimed',
    ])
    expect((await auditor.call('GET', draw)).body.next).toBeNull()
    expect((await auditor.call('POST', `${draw}/claims`, { claimCode: 'x' })).status).toBe(403)
  })

  it('promised after the contest needs a public figure that nobody knows yet', async () => {
    const { definition } = await findCampaign(app.services.pool.db, 'jincheng-2022')
    const skills = definition.public.contests.find((one) => one.key === 'quiz-skills')!
    skills.draw = { winners: 2, prize: '安全帽' }
    try {
      const other = `${deskPath}/quiz-skills/draw`
      const without = await office.call('POST', other, { witness: null })
      expect([without.status, without.body.title]).toEqual([409, 'witness-needed'])
      expect((await office.call('POST', other, { witness: '7月2日福彩3D开奖号码' })).status).toBe(200)
      expect((await office.call('POST', `${other}/closing`)).body.closed.entries).toBe(0)
      const asked = await office.call('POST', `${other}/result`, { witnessValue: null })
      expect([asked.status, asked.body.title]).toEqual([409, 'witness-value-needed'])
      const held = await office.call('POST', `${other}/result`, { witnessValue: '7 3 1' })
      expect(held.body.held).toMatchObject({ witnessValue: '7 3 1', winners: [] })
      const file = (await app.anonymous.call('GET', `${publicPath}/quiz-skills/draw.json`)).body as DrawFile
      expect(verifyDraw(file).filter((one) => !one.passed)).toEqual([])
    } finally {
      delete skills.draw
    }
  })
})
