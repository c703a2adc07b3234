// SPDX-License-Identifier: Apache-2.0
// What somebody's own words say about the kind of appeal and about a place, so that nobody has to choose from a list first.
// A guess is shown with a way to change it, and a person at the centre looks at it again.

const TYPES: [type: string, words: RegExp][] = [
  ['praise', /(表扬|感谢|点赞|谢谢你们|送锦旗)/],
  ['report', /(举报|违法|违规|偷排|偷倒|无证|赌博|受贿|行贿|非法)/],
  ['complaint', /(投诉|态度(很|太)?(差|不好)|没人管|不处理|推诿|乱收费|不作为|噪音|噪声|扰民|太吵)/],
  ['suggestion', /(建议|希望(能)?(增|加|改|设|多)|能不能(增|加|设)|最好能)/],
  ['consult', /(请问|咨询|怎么办理|怎样办理|如何(办|申请|领)|在哪(里)?(办|领)|需要什么(材料|手续)|什么政策|能否享受|想(了解|问))/],
]

/** consult, help, complaint, report, suggestion or praise; asking for help is what most people want. */
export const guessType = (text: string): string => TYPES.find(([, words]) => words.test(text))?.[0] ?? 'help'

const PLACE =
  /([\u4e00-\u9fff]{2,}(路|街|巷|大道|小区|花园|家园|公寓|新村|社区|村|镇|广场|公园|市场|学校|小学|中学|医院|车站|桥|路口|商场|超市|工地|码头|幼儿园)|\d+\s*(号楼|栋|号院|单元|号))/

/** Whether the words themselves say where it is, well enough for somebody to find it. */
export const namesPlace = (text: string): boolean => PLACE.test(text)
