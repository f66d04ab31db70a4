/** Whose number is looked at, and of which days. */
export interface FigureAddress {
  unit: string
  name: string
  own: 'true' | undefined
  from: string | undefined
  to: string | undefined
}
