/** A page for citizens, whole; made by `render-page.tsx`. */
export interface PageReply {
  html: string
  status?: number
  /** Seconds for which anybody's copy is good; without it the page is the reader's own. */
  cacheSeconds?: number
  /** Filled in by the first reply that needs it. */
  compressed?: Buffer
}
