import type { Scene } from './scene.ts'
import { meeting, page, poster } from './scenes-inside.ts'
import { closeUp, drill, street, works } from './scenes-outside.ts'

export const scenes: Record<string, Scene> = { meeting, poster, page, drill, street, works, closeUp }

/** As often as units send them, by guess: meetings, leaflets, drills and scanned pages more than landscapes. */
export const sceneNames =
  'meeting meeting meeting meeting meeting poster poster drill drill drill page street street street works works works closeUp closeUp closeUp'.split(
    ' ',
  )
