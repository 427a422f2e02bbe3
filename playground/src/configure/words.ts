import type { ElementKind, TokenName } from './settings.ts';

interface Words {
  title: string;
  what: string;
  elements: Record<ElementKind, string>;
  product: string;
  loading: string;
  failed: string;
  retry: string;
  category: string;
  everything: string;
  categories: Record<string, string>;
  columns: string;
  text: string;
  textDefault: string;
  sale: string;
  site: string;
  siteWhy: string;
  ref: string;
  refWhy: string;
  look: string;
  mode: string;
  modes: { auto: string; overlay: string; redirect: string };
  theme: string;
  themes: { auto: string; light: string; dark: string };
  language: string;
  languageAuto: string;
  colours: string;
  coloursWhy: string;
  tokens: Record<TokenName, string>;
  reset: string;
  contrastOk: (ratio: string) => string;
  contrastLow: (ratio: string, wanted: string) => string;
  pairs: { button: string; text: string; accent: string };
  preview: string;
  previewWhy: string;
  snippet: string;
  tabs: { html: string; react: string; frame: string; link: string };
  frameWhy: string;
  linkWhy: string;
  copy: string;
  copied: string;
  copyFailed: string;
  open: string;
  heard: string;
  heardWhy: string;
  nothing: string;
}

const en: Words = {
  title: 'Make it yours',
  what: 'What',
  elements: {
    buy: 'Buy button',
    product: 'Product card',
    catalog: 'Shelf',
    script: 'Agent’s script',
    order: 'Find my order',
  },
  product: 'Product',
  loading: 'Reading the catalogue…',
  failed: 'The catalogue could not be read.',
  retry: 'Try again',
  category: 'Category',
  everything: 'Everything',
  categories: {
    games: 'Games',
    streaming: 'Streaming',
    software: 'Software',
    courses: 'Courses',
    coupons: 'Coupons',
    tickets: 'Tickets',
    test: 'Test goods',
  },
  columns: 'Columns',
  text: 'Text of the link',
  textDefault: 'Buy now',
  sale: 'Who sells',
  site: 'Site key',
  siteWhy: 'Publishable: it may stand in a page.',
  ref: 'Referral ID',
  refWhy: 'The agent who earns. Try DEMO01.',
  look: 'How it looks',
  mode: 'Opens',
  modes: { auto: 'Automatic', overlay: 'Over the page', redirect: 'On its own page' },
  theme: 'Theme',
  themes: { auto: 'As the page', light: 'Light', dark: 'Dark' },
  language: 'Language',
  languageAuto: 'As the page',
  colours: 'Colours',
  coloursWhy: 'Only what you change goes into the snippet.',
  tokens: {
    accent: 'Accent',
    'accent-strong': 'Accent, hovered',
    'on-accent': 'On accent',
    surface: 'Surface',
    text: 'Text',
    line: 'Lines',
    radius: 'Corners',
  },
  reset: 'Reset',
  contrastOk: (ratio) => `${ratio} : 1, easy to read`,
  contrastLow: (ratio, wanted) => `${ratio} : 1, hard to read. At least ${wanted} : 1 is needed.`,
  pairs: { button: 'Button text', text: 'Text', accent: 'Accent on surface' },
  preview: 'Preview',
  previewWhy: 'This is the real embed: you can buy with sandbox money.',
  snippet: 'Snippet',
  tabs: { html: 'HTML', react: 'React', frame: 'Frame', link: 'Link' },
  frameWhy: 'For Notion, Wix and other places that take nothing but a frame.',
  linkWhy: 'For chats, profiles and QR codes: the hosted checkout, without any page of your own.',
  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'Select and copy',
  open: 'Open',
  heard: 'What the page hears',
  heardWhy: 'Events carry an order reference and a status; never a code, an address or a token.',
  nothing: 'Nothing yet. Open the checkout above.',
};

const zh: Words = {
  title: '调成您的样子',
  what: '放什么',
  elements: { buy: '购买按钮', product: '商品卡片', catalog: '货架', script: '代理脚本', order: '查找订单' },
  product: '商品',
  loading: '正在读取商品目录…',
  failed: '商品目录没有读到。',
  retry: '再试一次',
  category: '分类',
  everything: '全部',
  categories: {
    games: '游戏',
    streaming: '影音',
    software: '软件',
    courses: '课程',
    coupons: '优惠券',
    tickets: '门票',
    test: '测试商品',
  },
  columns: '列数',
  text: '链接文字',
  textDefault: '立即购买',
  sale: '谁来卖',
  site: '站点密钥',
  siteWhy: '可以公开写在网页里。',
  ref: '推广码',
  refWhy: '拿佣金的代理，可以试试 DEMO01。',
  look: '什么样',
  mode: '打开方式',
  modes: { auto: '自动', overlay: '浮在页面上', redirect: '跳到单独页面' },
  theme: '明暗',
  themes: { auto: '跟随页面', light: '浅色', dark: '深色' },
  language: '语言',
  languageAuto: '跟随页面',
  colours: '颜色',
  coloursWhy: '只有改过的才会写进代码。',
  tokens: {
    accent: '强调色',
    'accent-strong': '悬停时的强调色',
    'on-accent': '强调色上的字',
    surface: '底色',
    text: '文字',
    line: '线条',
    radius: '圆角',
  },
  reset: '恢复',
  contrastOk: (ratio) => `${ratio} : 1，看得清`,
  contrastLow: (ratio, wanted) => `${ratio} : 1，看不清，至少要 ${wanted} : 1`,
  pairs: { button: '按钮文字', text: '文字', accent: '底色上的强调色' },
  preview: '预览',
  previewWhy: '这就是真的嵌入件，可以用沙箱的钱买。',
  snippet: '代码',
  tabs: { html: 'HTML', react: 'React', frame: '框架', link: '链接' },
  frameWhy: '用于 Notion、Wix 等只能放框架的地方。',
  linkWhy: '发在聊天、主页或二维码里：直接打开托管的结账页，不需要自己的网页。',
  copy: '复制',
  copied: '已复制',
  copyFailed: '请选中后复制',
  open: '打开',
  heard: '网页听到了什么',
  heardWhy: '事件里只有订单编号和状态，没有卡密、联系方式和令牌。',
  nothing: '还没有。在上面打开结账试试。',
};

/** The words of the page in its language, which is chosen before the first paint and fixed after. */
export const words: Words = document.documentElement.lang === 'en' ? en : zh;
