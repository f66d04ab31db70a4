import type { Readable } from 'node:stream'

/** Content-addressed bytes; the local disk by default, S3-compatible storage may implement the same. */
export interface Storage {
  /** Moves a finished local file in; harmless when the key is there already. */
  adopt: (key: string, localPath: string) => Promise<void>
  has: (key: string) => Promise<boolean>
  /** Bytes `start`..`end` inclusive, the whole without a range. */
  read: (key: string, range?: { start: number; end: number }) => Readable
  remove: (key: string) => Promise<void>
}
