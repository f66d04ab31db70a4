/** What a stream of events has said when `enough` is content with it. */
export async function readStream(
  url: string,
  enough: (text: string) => boolean,
  headers: Record<string, string> = {},
): Promise<string> {
  const ending = new AbortController()
  const reply = await fetch(url, { headers, signal: ending.signal })
  const decoder = new TextDecoder()
  let text = ''
  for await (const part of reply.body!) {
    text += decoder.decode(part as Uint8Array, { stream: true })
    if (enough(text)) break
  }
  ending.abort()
  return text
}
