import type { Client, TestApp } from './app.ts'

/** Uploads bytes as a citizen's phone does; the last reply. */
export async function sendCitizenFile(
  app: TestApp,
  client: Client,
  bytes: Buffer,
  name = '照片.jpg',
): Promise<{ status: number; body: any }> {
  const created = await client.call('POST', '/api/citizen-files', undefined, {
    'tus-resumable': '1.0.0',
    'upload-length': String(bytes.length),
    'upload-metadata': `filename ${Buffer.from(name).toString('base64')}`,
  })
  if (created.status !== 201) return created
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
  return { status: sent.status, body: await sent.json() }
}
