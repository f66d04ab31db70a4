import type { Scene } from './scene.ts'
import { meeting, page, poster } from './scenes-inside.ts'
import { screenshot } from './scenes-of-screens.ts'
import { closeUp, drill, street, works } from './scenes-outside.ts'

export const scenes: Record<string, Scene> = {
  meeting,
  poster,
  page,
  screenshot,
  drill,
  street,
  works,
  closeUp,
}

/** By guess as often as units send them: meetings, drills, halls and galleries more than scanned pages. */
export const kinds =
  'meeting meeting meeting meeting poster poster page screenshot drill drill street street works works closeUp hills hills gallery workshop workshop workshop ground'.split(
    ' ',
  )

/** Kinds that stand upright whoever holds the telephone. */
export const upright = ['page', 'screenshot']
