import { mountIsland } from '../../../platform/public/mount-island.ts'
import { ReceiptForm } from './receipt-form.tsx'

mountIsland('receipt-form', ReceiptForm)
