const storageKey = 'anyue.feedback-receipts'

/** Receipts of what was sent from this machine, newest first, so that nobody has to keep a slip of paper. */
export function readReceipts(): string[] {
  try {
    const stored = JSON.parse(localStorage.getItem(storageKey) ?? '[]') as unknown
    return Array.isArray(stored) ? stored.filter((one) => typeof one === 'string') : []
  } catch {
    return []
  }
}

export function rememberReceipt(receipt: string): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify([receipt, ...readReceipts()].slice(0, 10)))
  } catch {
    // Without storage the receipt is still on the page.
  }
}
