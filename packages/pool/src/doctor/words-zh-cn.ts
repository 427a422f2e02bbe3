import type { DoctorWords } from './words.ts';

/** The doctor in Chinese. */
export const zhCn: DoctorWords = {
  weights: { stops: '无法销售', limits: '影响体验', note: '仅供参考' },
  page: {
    title: '嵌入诊断',
    intro: '输入放有 Kameng 按钮、卡片或链接的网页地址。我们像普通访客一样读取一次网页，不保存任何内容。',
    label: '网页地址',
    hint: '与浏览器地址栏一致，包含 https://',
    submit: '开始诊断',
    healthy: '没有发现问题',
    healthyText: '网页源码与本货源池相符。如果按钮仍无反应，请在 script 标签上加 data-debug，并查看浏览器控制台。',
    looked: '已检查',
    whole: 'JSON 格式结果',
    other: 'English',
    fix: '怎么办',
  },
  counted: (scripts, elements, links, frames) =>
    `脚本 ${scripts} · 组件 ${elements} · 结账链接 ${links} · 嵌入框 ${frames}`,
  summary: (stops, limits, notes) => `无法销售 ${stops} 项 · 影响体验 ${limits} 项 · 仅供参考 ${notes} 项`,
  findings: {
    page_refused: {
      title: '无法诊断这个地址',
      text: '只读取公网上的网页：http 或 https、标准端口、不带用户名。',
      fix: '本机网页请在 script 标签上加 `data-debug`，然后查看浏览器控制台。',
    },
    page_unreachable: {
      title: '网页没有响应',
      text: '无法连接、证书不被浏览器接受，或十秒内没有回应（{reason}）。',
      fix: '请在无痕窗口打开该地址。若能打开，可能是防火墙拦截了程序：请放行 `Kameng-Doctor`。',
    },
    page_redirects: {
      title: '跳转次数过多',
      text: '跳转 {count} 次后仍没有网页，可能在等待 Cookie 或登录。',
      fix: '请输入最终网页的地址。',
    },
    page_status: {
      title: '网页返回 {status}',
      text: '访客看到的是错误页或登录页，而不是这个网页。',
      fix: '请确认网页已发布，且不登录也能访问。',
    },
    page_not_html: {
      title: '这不是网页',
      text: '返回的类型是 {type}。',
      fix: '请输入显示按钮的网页地址，而不是脚本或图片的地址。',
    },
    page_too_big: {
      title: '网页过大，无法诊断',
      text: '源码超过 {megabytes} MB。',
      fix: '请把同样的代码放到空白网页上再诊断。',
    },
    nothing_found: {
      title: '网页源码中没有 Kameng',
      text: '没有脚本、组件或结账链接。由脚本生成的网站、代码管理器或同意弹窗可能稍后才加入，诊断看不到。',
      fix: '请确认代码以 HTML 保存且网页已发布。若由代码管理器加入，请加上 `data-debug` 并查看浏览器控制台。',
    },
    script_missing: {
      title: '缺少脚本',
      text: '网页有组件但没有让它们工作的脚本：组件里的链接仍通往结账页，卡片和货架为空。',
      fix: '加入 `<script async src="{pool}/embed/v1/kameng.js"></script>`；若被编辑器删除，请允许它。',
    },
    script_mixed: {
      title: '脚本使用了 http',
      text: '浏览器不会在 https 网页中加载 {address}。',
      fix: '请把同一地址改为 `https://`。',
    },
    script_digest_wrong: {
      title: '校验值与文件不符',
      text: '浏览器会比对 `integrity`，不符就丢弃脚本。',
      fix: '{version} 版本的校验值是 `{digest}`。',
    },
    script_digest_moves: {
      title: '会更新的地址不能带校验值',
      text: '/embed/v1/ 随每次发布更新，固定的校验值会在下次发布时使脚本失效。',
      fix: '请从 `/embed/` 取得 `/embed/v{version}/kameng.js` 及其校验值，或去掉 `integrity`。',
    },
    script_digest_blind: {
      title: '有校验值但缺少 crossorigin',
      text: '浏览器只有能读取文件时才能核对 `integrity`，否则拒绝脚本。',
      fix: '请在 script 标签上加 `crossorigin="anonymous"`。',
    },
    script_waits_for_consent: {
      title: '脚本在等待同意',
      text: '同意工具已将其停用（`type="text/plain"`）。访客同意之前，按钮只是通往结账页的链接，卡片为空。',
      fix: '脚本不保存数据、不设 Cookie：请在同意工具中列为必要。',
    },
    script_delayed: {
      title: '脚本被推迟（{optimiser}）',
      text: '它的类型或位置是“{type}”，首次操作后才运行，或永不运行。在此之前按钮只是通往结账页的链接，卡片为空。',
      fix: '请排除 `/embed/v1/kameng.js`：WP Rocket 在“排除的 JavaScript 文件”中，Rocket Loader 用 `data-cfasync="false"`，LiteSpeed Cache 用 `data-no-optimize="1"`。脚本很小，本来就是异步的。',
    },
    script_twice: {
      title: '脚本重复',
      text: '脚本在网页上出现了 {count} 次。一次就够，其余会被忽略。',
      fix: '保留网页头部或全站代码中的一个，去掉其他的。',
    },
    script_of_another_pool: {
      title: '脚本属于另一个货源池',
      text: '它来自 {other}。{pool} 的密钥、推荐码和商品在那里无效。',
      fix: '请在 `{other}/doctor` 诊断，或改用 `{pool}` 的脚本。',
    },
    csp_script: {
      title: '网页的安全策略拦截了脚本',
      text: '内容安全策略（{directive}）不允许加载：按钮只是通往结账页的链接，卡片为空。',
      fix: '请在 `script-src` 中加入 `{pool}`。若使用 `strict-dynamic` 或 nonce，请给我们的 script 标签加上网页的 `nonce`。',
    },
    csp_connect: {
      title: '网页的安全策略拦截了商品数据',
      text: '内容安全策略（{directive}）使卡片和货架读不到商品与价格。',
      fix: '请在 `connect-src` 中加入 `{pool}`。',
    },
    csp_image: {
      title: '网页的安全策略拦截了图片',
      text: '内容安全策略（{directive}）使卡片和货架没有商品图片。',
      fix: '请在 `img-src` 中加入 `{pool}`。',
    },
    csp_frame: {
      title: '网页的安全策略拦截了结账窗口',
      text: '内容安全策略（{directive}）不允许结账在网页上方打开：买家会被带到结账页。',
      fix: '请在 `frame-src` 中加入 `{pool}`，或设置 `mode="redirect"` 直接跳转。',
    },
    csp_trusted_types: {
      title: 'Trusted Types 名单中没有我们的',
      text: '面板无法加载：卡片和货架为空，按钮通往结账页。',
      fix: '请在 `trusted-types` 指令中加入 `{name}`。',
    },
    csp_theme: {
      title: '网页的安全策略拦截了主题样式',
      text: '内容安全策略（{directive}）不允许加载样式表 {address}：组件仍用自己的颜色。',
      fix: '请在 `style-src` 中加入 `{pool}`，或把样式表的内容放进网页自己的样式表。',
    },
    csp_style: {
      title: '网页的安全策略忽略 style 属性',
      text: '写在组件 `style="…"` 中的颜色不起作用（{directive}）。',
      fix: '请在样式表中设置：`kameng-buy { --kameng-accent: … }`。',
    },
    csp_sandbox: {
      title: '网页处于沙箱中',
      text: '内容安全策略含 sandbox，但缺少 {tokens}：脚本或支付窗口无法工作。',
      fix: '请在 `sandbox` 指令中加入 `{tokens}`，或去掉该指令。',
    },
    isolated: {
      title: '网页启用了跨源隔离',
      text: '网页启用了跨源隔离（COEP），我们的框架无法加载：按钮会直接跳转。',
      fix: '请设置 `mode="redirect"`，不再先尝试框架。响应头为 `{policy}`。',
    },
    frame_of_checkout: {
      title: '框架显示了不允许嵌入的页面',
      text: '{address} 涉及资金和卡密，浏览器拒绝在框架中显示。',
      fix: '请改用 `{pool}/embed/frame/prd_…?site=pk_…`，它会在外部打开结账。',
    },
    frame_sandboxed: {
      title: '框架的沙箱过严',
      text: '缺少 {tokens} 时，结账无法打开或无法付款。',
      fix: '请在它的 `sandbox` 中加入 `{tokens}`。',
    },
    key_secret: {
      title: '网页上有私密密钥',
      text: '{where}的“{name}”中含有私密密钥。请立即作废，改用公开密钥 pk_…。',
      fix: '打开过网页的人都可能拿到它。请生成新的私密密钥，作废这一个，并检查网店最近的订单。',
    },
    key_unknown: {
      title: '站点密钥无效',
      text: '{key} 不属于本货源池的任何站点，或已作废：无法用它购买。',
      fix: '请重新复制站点的公开密钥。',
    },
    origin_not_listed: {
      title: '站点没有列出这个网页',
      text: '{origin} 不在 {key} 的来源列表中：卡片为空，结账只能在单独的页面打开。',
      fix: '请把 `{origin}` 加入站点的来源列表。带 www 与不带 www 是两个来源。',
    },
    ref_unknown: {
      title: '推荐码无效',
      text: '没有人使用 {ref}，或已停用：销售不归任何代理，卡片也不会加载。',
      fix: '请核对推荐码的写法。',
    },
    product_unknown: {
      title: '商品不在售',
      text: '没有商品 {product}，或已下架。',
      fix: '请在商品目录中选择商品并复制其编号。',
    },
    product_sold_out: {
      title: '暂时售罄',
      text: '“{name}”（{product}）目前没有库存。',
      fix: '供货商补货后会自动恢复；也可以换一个商品。',
    },
    no_product: {
      title: '组件没有写明商品',
      text: '<{tag}> 没有写明商品。',
      fix: '请加上 `product="prd_…"`。',
    },
    no_seller: {
      title: '没有写明卖家',
      text: '<{tag}> 既没有 site 也没有 ref：货源池不允许无主网页嵌入结账，因此会跳转。',
      fix: '请加上 `site="pk_…"` 或 `ref="…"`；也可以在 script 标签上为整页写一次 `data-site` 或 `data-ref`。',
    },
    no_link: {
      title: '按钮里没有链接',
      text: '<kameng-buy> 里没有链接：没有脚本时它什么也不是。',
      fix: '请在里面放 `<a href="{link}">`。在邮件、阅读器和脚本被拦截的地方，它照样能卖。',
    },
    link_differs: {
      title: '按钮与其链接的商品不同',
      text: '组件写的是 {product}，里面的链接通往 {other}。',
      fix: '请让两者写同一个商品。',
    },
    self_closed: {
      title: '标签没有关闭',
      text: 'HTML 没有 <{tag} /> 这种写法：后面的内容都会落到它里面。',
      fix: '请写成 `<{tag} …></{tag}>`。',
    },
    snippet_as_text: {
      title: '代码被当作文字显示',
      text: '编辑器转义了它，或读取短代码的插件没有启用。',
      fix: '请粘贴到 HTML 区块或代码视图，或启用插件。',
    },
    unknown_element: {
      title: '没有这个组件',
      text: '<{tag}> 不是我们的组件，那里什么也不会发生。',
      fix: '现有组件：{known}。',
    },
    unknown_attribute: {
      title: '没有这个属性',
      text: '<{tag}> 没有属性“{name}”。',
      fix: '全部属性见 `/docs/reference/elements/`。',
    },
    bad_value: {
      title: '属性值无效',
      text: '{where}：“{name}”不能是“{value}”。',
      fix: '可用的值见 `/docs/reference/elements/`。',
    },
    page_not_secure: {
      title: '网页使用 http',
      text: '中间人可以把按钮换成别的。正式站点只能通过 https 销售。',
      fix: '请用 https 提供网页，并把该来源列入名单。',
    },
  },
};
