/** The part of pino's interface that the product uses; personal data never goes in. */
export interface Log {
  error: (fields: Record<string, unknown>, message: string) => void
  info: (fields: Record<string, unknown>, message: string) => void
}
