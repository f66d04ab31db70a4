import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import net from 'node:net'
import path from 'node:path'
import exifr from 'exifr'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, type TestApp, startTestApp } from '../../../tests/support/app.ts'
import { type SmallCity, buildSmallCity } from '../../../tests/support/county.ts'
import { makePhoneMovie } from '../../../tests/support/movie.ts'
import { cleanStaleUploads } from './server/resumable-uploads.ts'

let app: TestApp
let city: SmallCity
let east: Client
let west: Client
let office: Client
let auditor: Client
let photo: Buffer

beforeAll(async () => {
  app = await startTestApp()
  city = await buildSmallCity(app.services.pool.db)
  await app.addUser('east-clerk', 'liaison', city.units.east.id)
  await app.addUser('west-clerk', 'liaison', city.units.west.id)
  await app.addUser('city-office', 'reviewer', city.units.city.id)
  await app.addUser('city-auditor', 'auditor', city.units.city.id)
  east = await app.signIn('east-clerk')
  west = await app.signIn('west-clerk')
  office = await app.signIn('city-office')
  auditor = await app.signIn('city-auditor')
  photo = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#3377aa' } })
    .jpeg()
    .withExif({
      IFD0: { Copyright: 'test' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '35/1 30/1 0/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '112/1 48/1 0/1',
      },
    })
    .toBuffer()
})
afterAll(() => app.close())

const encode = (text: string) => Buffer.from(text).toString('base64')

async function create(client: Client, name: string, size: number, unit = 'east') {
  return client.call('POST', '/api/uploads', undefined, {
    'tus-resumable': '1.0.0',
    'upload-length': String(size),
    'upload-metadata': `filename ${encode(name)},unit ${encode(unit)}`,
  })
}

async function send(client: Client, address: string, offset: number, bytes: Buffer) {
  const response = await fetch(`${app.url}${address}`, {
    method: 'PATCH',
    headers: {
      cookie: client.cookie,
      'tus-resumable': '1.0.0',
      'upload-offset': String(offset),
      'content-type': 'application/offset+octet-stream',
    },
    body: new Uint8Array(bytes),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : null }
}

async function offsetOf(client: Client, address: string): Promise<{ status: number; offset: string | null }> {
  const response = await fetch(`${app.url}${address}`, {
    method: 'HEAD',
    headers: { cookie: client.cookie, 'tus-resumable': '1.0.0' },
  })
  return { status: response.status, offset: response.headers.get('upload-offset') }
}

async function upload(client: Client, name: string, bytes: Buffer) {
  const created = await create(client, name, bytes.length)
  expect(created.status).toBe(201)
  const address = created.headers.get('location')!
  return { address, reply: await send(client, address, 0, bytes) }
}

async function fetchBytes(client: Client, address: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${app.url}${address}`, { headers: { cookie: client.cookie, ...headers } })
  return { response, bytes: Buffer.from(await response.arrayBuffer()) }
}

test('a photograph arrives; its place stays with its unit and the office', async () => {
  const { address, reply } = await upload(east, '演练.jpg', photo)
  expect(reply.status).toBe(200)
  expect(reply.body).toMatchObject({ name: '演练.jpg', kind: 'image', width: 900, height: 600 })
  const id = reply.body.id as string
  expect(address.endsWith(id)).toBe(true)

  expect((await fetchBytes(office, `/api/files/${id}/content`)).bytes.equals(photo)).toBe(true)
  const known = (await office.call('GET', `/api/files/${id}`)).body
  expect(known.latitude).toBeCloseTo(35.5)
  expect(known.longitude).toBeCloseTo(112.8)

  const seen = (await auditor.call('GET', `/api/files/${id}`)).body
  expect([seen.original, seen.latitude, seen.takenAt]).toEqual([false, null, null])
  const copy = await fetchBytes(auditor, `/api/files/${id}/content`)
  expect(copy.response.status).toBe(200)
  expect(await exifr.gps(copy.bytes).catch(() => undefined)).toBeUndefined()

  const thumbnail = await fetchBytes(auditor, `/api/files/${id}/thumbnail`)
  const { width, format } = await sharp(thumbnail.bytes).metadata()
  expect([width, format]).toEqual([480, 'webp'])
  expect((await west.call('GET', `/api/files/${id}/content`)).status).toBe(403)
  expect((await app.anonymous.call('GET', `/api/files/${id}/content`)).status).toBe(401)
})

test('parts of a file can be read, so that a video can be sought in', async () => {
  const { reply } = await upload(east, 'range.jpg', photo)
  const address = `/api/files/${reply.body.id}/content`
  const part = await fetchBytes(east, address, { range: 'bytes=10-19' })
  expect(part.response.status).toBe(206)
  expect(part.response.headers.get('content-range')).toBe(`bytes 10-19/${photo.length}`)
  expect(part.bytes.equals(photo.subarray(10, 20))).toBe(true)
  expect((await fetchBytes(east, address, { range: 'bytes=-5' })).bytes.equals(photo.subarray(-5))).toBe(true)
  expect((await fetchBytes(east, address, { range: `bytes=${photo.length}-` })).response.status).toBe(416)
  const etag = part.response.headers.get('etag')!
  expect((await fetchBytes(east, address, { 'if-none-match': etag })).response.status).toBe(304)
})

test('where a video was taken stays with its unit and the office; others still see it and seek in it', async () => {
  const movie = makePhoneMovie()
  const { reply } = await upload(east, '演练.mov', movie)
  expect(reply.body).toMatchObject({ kind: 'video', mediaType: 'video/quicktime' })
  const address = `/api/files/${reply.body.id}`
  expect((await fetchBytes(office, `${address}/content`)).bytes.equals(movie)).toBe(true)
  expect((await office.call('GET', address)).body).toMatchObject({
    latitude: 35.4907,
    longitude: 112.8514,
    takenAt: '2030-06-12T04:00:00+00:00',
  })
  expect((await auditor.call('GET', address)).body).toMatchObject({ latitude: null, takenAt: null })

  const seen = (await fetchBytes(auditor, `${address}/content`)).bytes
  expect(seen.length).toBe(movie.length)
  for (const secret of ['+35.49', '112.8514', 'Phone']) {
    expect(movie.includes(secret)).toBe(true)
    expect(seen.includes(secret), secret).toBe(false)
  }
  const noon = movie.subarray(movie.indexOf('mvhd') + 8, movie.indexOf('mvhd') + 12)
  expect(seen.includes(noon)).toBe(false)
  expect(seen.includes('P'.repeat(200_000))).toBe(true)

  const from = movie.indexOf('udta') - 20
  const part = await fetchBytes(auditor, `${address}/content`, { range: `bytes=${from}-${from + 99}` })
  expect(part.response.status).toBe(206)
  expect(part.bytes.equals(seen.subarray(from, from + 100))).toBe(true)
})

test('a video whose description cannot be read is not shown to others', async () => {
  const movie = makePhoneMovie()
  movie.writeUInt32BE(0x7fffffff, movie.indexOf('udta') - 4)
  const { reply } = await upload(east, '怪.mov', movie)
  expect(reply.status).toBe(200)
  const address = `/api/files/${reply.body.id}/content`
  expect((await fetchBytes(east, address)).bytes.equals(movie)).toBe(true)
  expect((await auditor.call('GET', address)).body.title).toBe('original-withheld')
})

test('after a cut line the upload goes on where it stopped', async () => {
  const address = (await create(east, 'cut.jpg', photo.length)).headers.get('location')!
  const half = Math.floor(photo.length / 2)
  const cut = await sendPart(address, photo.subarray(0, half), photo.length)
  const { offset } = await untilOffset(address, half)
  await cut()
  expect(Number(offset)).toBe(half)
  let wrong = await send(east, address, 0, photo)
  // The server may still be letting go of the cut request.
  for (let round = 0; round < 500 && wrong.status === 423; round += 1)
    wrong = await send(east, address, 0, photo)
  expect(wrong.status).toBe(409)
  const reply = await send(east, address, half, photo.subarray(half))
  expect(reply.status).toBe(200)
  expect((await fetchBytes(east, `/api/files/${reply.body.id}/content`)).bytes.equals(photo)).toBe(true)
})

/** Declares all of it and sends a part; the reply cuts the connection. */
function sendPart(address: string, part: Buffer, declared: number): Promise<() => Promise<void>> {
  const { hostname, port } = new URL(app.url)
  return new Promise((resolve, reject) => {
    const socket = net.connect(Number(port), hostname, () => {
      socket.write(
        [
          `PATCH ${address} HTTP/1.1`,
          `host: ${hostname}:${port}`,
          `cookie: ${east.cookie}`,
          'tus-resumable: 1.0.0',
          'upload-offset: 0',
          'content-type: application/offset+octet-stream',
          `content-length: ${declared}`,
          '',
          '',
        ].join('\r\n'),
      )
      socket.write(part, () => resolve(cut))
    })
    const cut = () =>
      new Promise<void>((done) => {
        socket.once('close', () => done())
        socket.destroy()
      })
    socket.on('error', reject)
  })
}

async function untilOffset(address: string, wanted: number) {
  let found = await offsetOf(east, address)
  for (let round = 0; round < 500 && Number(found.offset) < wanted; round += 1)
    found = await offsetOf(east, address)
  return found
}

test('a reply that got lost is given again, and the file is there once', async () => {
  const { address, reply } = await upload(east, 'again.jpg', photo)
  expect((await offsetOf(east, address)).offset).toBe(String(photo.length))
  const again = await send(east, address, 0, photo)
  expect(again.body).toEqual(reply.body)
  const sha256 = createHash('sha256').update(photo).digest('hex')
  const blobs = await app.services.pool.db
    .selectFrom('blob')
    .where('sha256', '=', sha256)
    .selectAll()
    .execute()
  expect(blobs).toHaveLength(1)
})

test('what is not what its name says is refused, in words', async () => {
  const fake = await upload(east, '假照片.jpg', Buffer.from('<script>alert(1)</script>'))
  expect(fake.reply.status).toBe(415)
  expect(fake.reply.body.detail).toContain('不支持这种文件')
  const broken = await upload(east, '坏.jpg', Buffer.concat([photo.subarray(0, 700), Buffer.alloc(50)]))
  expect(broken.reply.status).toBe(422)
  expect((await create(east, '空.jpg', 0)).body.detail).toContain('空文件')
  expect((await create(east, '程序.exe', 10)).body.detail).toContain('不支持 .exe')
  expect((await create(east, '大.mp4', 3 * 1024 ** 3)).status).toBe(413)
})

test('only the unit itself uploads for it, and an upload is its creator’s own', async () => {
  expect((await create(west, 'x.jpg', 10, 'east')).status).toBe(403)
  expect((await create(office, 'x.jpg', 10, 'east')).status).toBe(403)
  expect((await create(app.anonymous, 'x.jpg', 10)).status).toBe(401)
  const address = (await create(east, 'mine.jpg', photo.length)).headers.get('location')!
  expect((await send(west, address, 0, photo)).status).toBe(404)
  expect((await offsetOf(west, address)).status).toBe(404)
  expect((await offsetOf(east, `/api/uploads/${randomUUID()}`)).status).toBe(404)
})

test('whatever is wrong with an upload request is told as a problem in Chinese', async () => {
  const address = (await create(east, 'odd.jpg', photo.length)).headers.get('location')!
  const tus = { 'tus-resumable': '1.0.0' }
  const metadata = `filename ${encode('x.jpg')},unit ${encode('east')}`
  const cases: [Parameters<Client['call']>[0], string, Record<string, string>, number][] = [
    ['GET', address, {}, 404],
    ['POST', '/api/uploads', { 'upload-length': '10', 'upload-metadata': metadata }, 400],
    ['POST', '/api/uploads', { ...tus, 'upload-length': '10' }, 400],
    ['POST', '/api/uploads', { ...tus, 'upload-length': 'ten', 'upload-metadata': metadata }, 400],
    ['POST', '/api/uploads', { ...tus, 'upload-length': '10', 'upload-metadata': `${metadata},= =` }, 400],
    [
      'POST',
      '/api/uploads',
      { 'tus-resumable': '0.2', 'upload-length': '9', 'upload-metadata': metadata },
      400,
    ],
    ['PATCH', address, { ...tus, 'upload-offset': '0' }, 400],
    ['DELETE', `/api/uploads/${randomUUID()}`, tus, 404],
  ]
  for (const [method, target, headers, status] of cases) {
    const reply = await east.call(method, target, undefined, headers)
    expect([method, headers, reply.status]).toEqual([method, headers, status])
    expect(reply.headers.get('content-type')).toContain('application/problem+json')
    expect(reply.body.detail).toMatch(/[\u4e00-\u9fff]/)
  }
  const tooMuch = await send(east, address, 0, Buffer.concat([photo, Buffer.alloc(10)]))
  expect(tooMuch).toMatchObject({ status: 413, body: { detail: expect.stringMatching(/[\u4e00-\u9fff]/) } })
  expect((await east.call('DELETE', address, undefined, tus)).status).toBe(204)
  expect((await offsetOf(east, address)).status).toBe(404)
})

test.runIf(process.platform === 'linux')(
  'a full disk is told as what it is, and the upload can go on later',
  async () => {
    const address = (await create(east, 'full.jpg', photo.length)).headers.get('location')!
    const file = path.join(app.services.config.dataDir, 'uploads', address.split('/').at(-1)!)
    await rm(file)
    await symlink('/dev/full', file)
    expect((await send(east, address, 0, photo)).body).toMatchObject({ status: 507, title: 'storage-full' })
    await rm(file)
    await writeFile(file, '')
    expect((await send(east, address, 0, photo)).status).toBe(200)
  },
)

test('an upload that nobody continued for a week is thrown away', async () => {
  const folder = path.join(app.services.config.dataDir, 'uploads')
  await mkdir(folder, { recursive: true })
  await writeFile(path.join(folder, 'left'), 'x')
  expect(await cleanStaleUploads(app.services, new Date(Date.now() + 6 * 86_400_000))).toBe(0)
  expect(await cleanStaleUploads(app.services, new Date(Date.now() + 8 * 86_400_000))).toBeGreaterThan(0)
  expect(await readdir(folder)).toEqual([])
})
