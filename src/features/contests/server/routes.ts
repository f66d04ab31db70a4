import type { Implementation } from '../../../platform/server/http.ts'
import { attemptRoutes } from './attempt-routes.ts'
import { boardRoutes } from './board-routes.tsx'
import { contestDeskRoutes } from './desk-routes.ts'
import { drawRoutes } from './draw-routes.tsx'
import { contestPageRoutes } from './page-routes.tsx'
import { practiceRoutes } from './practice-routes.ts'

export const contestRoutes: Implementation[] = [
  ...attemptRoutes,
  ...practiceRoutes,
  ...contestPageRoutes,
  ...boardRoutes,
  ...drawRoutes,
  ...contestDeskRoutes,
]
