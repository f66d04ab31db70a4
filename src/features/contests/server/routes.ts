import type { Implementation } from '../../../platform/server/http.ts'
import { attemptRoutes } from './attempt-routes.ts'
import { contestPageRoutes } from './page-routes.tsx'
import { practiceRoutes } from './practice-routes.ts'

export const contestRoutes: Implementation[] = [...attemptRoutes, ...practiceRoutes, ...contestPageRoutes]
