/** A box of an MP4 file: size, type, content. */
export function box(type: string, ...content: (Buffer | string)[]): Buffer {
  const inside = Buffer.concat(
    content.map((one) => (typeof one === 'string' ? Buffer.from(one, 'latin1') : one)),
  )
  return Buffer.concat([uint32(inside.length + 8), Buffer.from(type, 'latin1'), inside])
}

export function uint32(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4)
  values.forEach((value, index) => bytes.writeUInt32BE(value, index * 4))
  return bytes
}

const place = '+35.4907+112.8514+740.123/'
const noon = 2_082_844_800 + Date.UTC(2030, 5, 12, 4) / 1000

function track(handler: string, chunkAt: number, size: number): Buffer {
  const tables = [
    box('stsd', uint32(0, 0)),
    box('stsc', uint32(0, 1, 1, 2, 1)),
    box('stsz', uint32(0, 0, 2, size / 2, size / 2)),
    box('stco', uint32(0, 1, chunkAt)),
  ]
  return box(
    'trak',
    box('tkhd', uint32(0, noon, noon, 1), Buffer.alloc(68)),
    box(
      'mdia',
      box('mdhd', uint32(0, noon, noon, 1000, 0), Buffer.alloc(4)),
      box('hdlr', uint32(0, 0), handler, Buffer.alloc(13)),
      box('minf', box('stbl', ...tables)),
    ),
  )
}

/**
 * What a phone writes: place in the user data, in QuickTime's metadata and in a track of its own beside the picture.
 * `picture` is what must come through untouched.
 */
export function makePhoneMovie(picture = 'P'.repeat(200_000)): Buffer {
  const head = box('ftyp', 'qt  ', uint32(0), 'qt  ')
  const track2 = `place ${place} again`
  const pictureAt = head.length + 8
  const data = box('mdat', picture, track2)
  const keys = ['com.apple.quicktime.location.ISO6709', 'com.apple.quicktime.make']
  const moov = box(
    'moov',
    box('mvhd', uint32(0, noon, noon, 1000, 5000), Buffer.alloc(80)),
    track('vide', pictureAt, picture.length),
    track('meta', pictureAt + picture.length, track2.length),
    box('udta', box('\xa9xyz', Buffer.from([0, place.length, 0x15, 0xc7]), place), uint32(0)),
    box(
      'meta',
      box('hdlr', uint32(0, 0), 'mdta', Buffer.alloc(13)),
      box('keys', uint32(0, keys.length), ...keys.map((key) => box('mdta', key))),
      box(
        'ilst',
        box('\0\0\0\x01', box('data', uint32(1, 0), place)),
        box('\0\0\0\x02', box('data', uint32(1, 0), 'Phone')),
      ),
    ),
  )
  return Buffer.concat([head, data, moov])
}
