import { expect } from 'vitest'
import type { Client, TestApp } from './app.ts'

/** Uploads bytes as a person's browser does; returns the file's id. */
export async function uploadFile(
  app: TestApp,
  client: Client,
  unit: string,
  bytes: Buffer,
  name = '现场.jpg',
): Promise<string> {
  const encode = (text: string) => Buffer.from(text).toString('base64')
  const created = await client.call('POST', '/api/uploads', undefined, {
    'tus-resumable': '1.0.0',
    'upload-length': String(bytes.length),
    'upload-metadata': `filename ${encode(name)},unit ${encode(unit)}`,
  })
  expect(created.status).toBe(201)
  const location = new URL(created.headers.get('location')!, app.url)
  const sent = await fetch(`${app.url}${location.pathname}`, {
    method: 'PATCH',
    headers: {
      cookie: client.cookie,
      'tus-resumable': '1.0.0',
      'upload-offset': '0',
      'content-type': 'application/offset+octet-stream',
    },
    body: new Uint8Array(bytes),
  })
  expect(sent.status).toBe(200)
  return ((await sent.json()) as { id: string }).id
}
