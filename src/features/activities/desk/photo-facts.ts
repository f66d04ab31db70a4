/** What a photograph says of itself, read on the device; nothing is used before the person says so. */
export interface PhotoFacts {
  /** By the camera's clock. */
  day: string | null
  time: string | null
  latitude: number | null
  longitude: number | null
}

export async function readPhotoFacts(file: Blob): Promise<PhotoFacts | null> {
  try {
    const { default: exifr } = await import('exifr')
    const tags = (await exifr.parse(file, {
      pick: [
        'DateTimeOriginal',
        'CreateDate',
        'GPSLatitude',
        'GPSLatitudeRef',
        'GPSLongitude',
        'GPSLongitudeRef',
      ],
      reviveValues: false,
    })) as Record<string, unknown> | undefined
    if (!tags) return null
    const taken = /^(\d{4})[:-](\d\d)[:-](\d\d)[ T](\d\d:\d\d)/.exec(
      String(tags.DateTimeOriginal ?? tags.CreateDate ?? ''),
    )
    const { latitude, longitude } = tags
    const placed = Number.isFinite(latitude) && Number.isFinite(longitude)
    if (!taken && !placed) return null
    return {
      day: taken ? `${taken[1]}-${taken[2]}-${taken[3]}` : null,
      time: taken?.[4] ?? null,
      latitude: placed ? round(latitude as number) : null,
      longitude: placed ? round(longitude as number) : null,
    }
  } catch {
    // Without facts the photo is still a photo.
    return null
  }
}

/** About a metre. */
export function round(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5
}

/** The earliest time and the first place among several. */
export function joinFacts(all: (PhotoFacts | null)[]): PhotoFacts | null {
  const known = all.filter((one) => one !== null)
  if (known.length === 0) return null
  const timed = known
    .filter((one) => one.day !== null)
    .sort((a, b) => `${a.day} ${a.time}`.localeCompare(`${b.day} ${b.time}`))[0]
  const placed = known.find((one) => one.latitude !== null)
  return {
    day: timed?.day ?? null,
    time: timed?.time ?? null,
    latitude: placed?.latitude ?? null,
    longitude: placed?.longitude ?? null,
  }
}
