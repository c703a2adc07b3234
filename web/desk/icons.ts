// SPDX-License-Identifier: Apache-2.0
// One picture per menu entry, imported one by one so that the bundle carries no other. A page without a row gets a plain mark.
import {
  BookOpen,
  BookOpenText,
  Briefcase,
  Building,
  CalendarDays,
  Circle,
  ClipboardCheck,
  ClipboardList,
  Eye,
  Footprints,
  HandHelping,
  Handshake,
  Headset,
  Inbox,
  KeyRound,
  Landmark,
  Layers,
  LayoutDashboard,
  ListTree,
  Map as MapIcon,
  MapPinCheck,
  Megaphone,
  Palette,
  PhoneCall,
  QrCode,
  RadioTower,
  Scale,
  ScrollText,
  Search,
  Send,
  ShieldCheck,
  SwatchBook,
  TextQuote,
  UserCog,
  Users,
} from '@lucide/vue'
import type { Component } from 'vue'

const ICONS: Record<string, Component> = {
  '/': LayoutDashboard,
  '/intake': PhoneCall,
  '/sorting': Inbox,
  '/appeals': Search,
  '/pool': Send,
  '/cases': Briefcase,
  '/judging': Scale,
  '/check': MapPinCheck,
  '/orders': ClipboardList,
  '/review': ClipboardCheck,
  '/callback': Headset,
  '/patrol': Footprints,
  '/self': HandHelping,
  '/ref/event-types': ListTree,
  '/ref/colours': Palette,
  '/ref/channels': RadioTower,
  '/ref/domains': Layers,
  '/ref/asset-owners': Landmark,
  '/ref/texts': TextQuote,
  '/calendar': CalendarDays,
  '/units': Building,
  '/grids': MapIcon,
  '/ref/posts': Handshake,
  '/users': Users,
  '/grants': KeyRound,
  '/roles': ShieldCheck,
  '/sees': Eye,
  '/audit': ScrollText,
  '/design': SwatchBook,
  '/instructions': Megaphone,
  '/knowledge': BookOpenText,
  '/help': BookOpen,
  '/codes': QrCode,
  '/people': UserCog,
}

/** The longest path that begins this one. */
export function iconOf(path: string): Component {
  for (let at = path; at; at = at.slice(0, at.lastIndexOf('/'))) {
    const found = ICONS[at]
    if (found) return found
  }
  return path === '/' ? LayoutDashboard : Circle
}
