import { unzipSync } from 'fflate'
import sharp from 'sharp'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client, TestApp } from '../../../tests/support/app.ts'
import { startCampaignApp } from '../../../tests/support/campaign-app.ts'
import { drawPicture } from '../../../tests/support/pictures/draw-picture.ts'
import { uploadFile } from '../../../tests/support/upload.ts'
import type { CampaignDefinition } from '../campaign/definition.ts'

const base = '/api/campaigns/jincheng-2022'
let app: TestApp
let definition: CampaignDefinition
let liaison: Client

beforeAll(async () => {
  ;({ app, definition } = await startCampaignApp('2022-06-16T01:00:00Z'))
  for (const code of ['zezhou', 'yangcheng']) {
    const unit = await app.services.pool.db
      .selectFrom('org_unit')
      .where('code', '=', code)
      .select('id')
      .executeTakeFirstOrThrow()
    await app.addUser(code, 'liaison', unit.id)
  }
  liaison = await app.signIn('zezhou')
}, 60_000)
afterAll(() => app.close())

const narrative = [
  '6月9日至6月15日，全县共开展活动12项，参与3,480人次。',
  '一、宣传咨询',
  '6月13日，在县城人民广场设立咨询台，发放《安全生产法》宣传手册1,200份，现场解答群众咨询。',
  '（一）企业',
  '组织煤矿、危化品企业开展“安全生产大家谈”班前会。',
].join('\n')

async function submit(task: string, content: unknown): Promise<string> {
  const list = await liaison.call('GET', `${base}/obligations?unit=zezhou&task=${task}&own=true`)
  const due = list.body.items.find((one: any) => one.dueAt >= '2022-06-16' && one.state !== 'not-open')
  const reply = await liaison.call('POST', `${base}/obligations/${due.id}/submissions`, content, {
    'idempotency-key': v7(),
  })
  expect([reply.status, reply.body.detail]).toEqual([201, undefined])
  return reply.body.id
}

async function download(client: Client, id: string) {
  const response = await fetch(`${app.url}${base}/submissions/${id}.docx`, {
    headers: { cookie: client.cookie },
  })
  const name = decodeURIComponent(response.headers.get('content-disposition') ?? '')
  return { status: response.status, name, bytes: new Uint8Array(await response.arrayBuffer()) }
}

/** The text of each paragraph of a part. */
function readParagraphs(xml: string): string[] {
  return [...xml.matchAll(/<w:p[ >].*?<\/w:p>/gs)].map(([one]) =>
    [...one.matchAll(/<w:t[ >][^<]*<\/w:t>/g)].map(([run]) => run.replace(/<[^>]+>/g, '')).join(''),
  )
}

test('a weekly report becomes a paper: its text, every figure, its pictures, who signs and when', async () => {
  const pictures = []
  for (const number of [1, 2, 3])
    pictures.push({
      id: await uploadFile(app, liaison, 'zezhou', await drawPicture(number, 0.5), `现场${number}.jpg`),
      ...(number < 3 ? { caption: `宣传咨询现场${number}` } : {}),
    })
  const figures = Object.fromEntries(
    definition.indicators.map((one, index) => [one.code, index === 4 ? null : 7_000 + index * 13]),
  )
  const paper = await sharp(await drawPicture(9, 0.5))
    .png()
    .toBuffer()
  const scan = await uploadFile(app, liaison, 'zezhou', paper, '盖章页.png')
  const id = await submit('weekly', {
    fields: { 'week-summary': narrative, 'week-media': pictures },
    figures,
    figureNotes: { [definition.indicators[0]!.code]: '含乡镇上报数' },
    stampedScan: [{ id: scan }],
  })
  const { status, name, bytes } = await download(liaison, id)
  expect(status).toBe(200)
  expect(name).toMatch(/泽州县.*第3次周报.*\.docx/)

  const parts = unzipSync(bytes)
  const xml = new TextDecoder().decode(parts['word/document.xml'])
  const paragraphs = readParagraphs(xml)
  for (const line of narrative.split('\n')) expect(paragraphs).toContain(line)
  expect(paragraphs).toContain(`${definition.organiser.name}：`)
  expect(paragraphs.indexOf('2022年6月16日')).toBe(paragraphs.lastIndexOf('泽州县') + 1)
  for (const value of Object.values(figures))
    if (value !== null) expect(paragraphs.filter((one) => one === String(value))).toHaveLength(1)
  for (const { label } of definition.indicators) expect(paragraphs).toContain(label)
  expect(paragraphs).toContain('注：空格为没有填报，不是零。')
  expect(paragraphs.join('\n')).toContain('含乡镇上报数')
  expect(paragraphs).toEqual(expect.arrayContaining(['图1　宣传咨询现场1', '图2　宣传咨询现场2', '图3']))
  expect(paragraphs.join('\n')).toContain('盖章页.png')

  // Three pictures, and the stamped page is not one of them; none tells where it was taken.
  expect(xml.match(/<w:drawing>/g)).toHaveLength(3)
  const media = Object.entries(parts).filter(([path]) => path.startsWith('word/media/'))
  expect(media).toHaveLength(3)
  for (const [, jpeg] of media) expect((await sharp(jpeg).metadata()).exif).toBeUndefined()
})

test('a report of the day is a paper too', async () => {
  const opened = await liaison.call('POST', `${base}/tasks/key-activity/obligations?unit=zezhou`, {
    date: '2022-06-16',
    title: '应急演练观摩',
  })
  expect(opened.status).toBeLessThan(300)
  const id = await submit('key-activity', { fields: { 'activity-report': '举行全县应急演练观摩。' } })
  const xml = new TextDecoder().decode(unzipSync((await download(liaison, id)).bytes)['word/document.xml'])
  expect(readParagraphs(xml)).toContain('举行全县应急演练观摩。')
  expect(xml).not.toContain('<w:tbl>')
})

test('only who may read a report gets its paper', async () => {
  const id = await submit('weekly', { zeroReport: true })
  const { bytes } = await download(liaison, id)
  const xml = new TextDecoder().decode(unzipSync(bytes)['word/document.xml'])
  expect(readParagraphs(xml)).toContain('本期没有需要报送的情况（零报告）。')
  expect((await download(await app.signIn('yangcheng'), id)).status).toBe(403)
  expect((await download(liaison, v7())).status).toBe(404)
})
