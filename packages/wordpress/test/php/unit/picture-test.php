<?php
// What of a drawing from elsewhere may lie among a shop's pictures.
use Kameng\Shop\CleanSvg;

test(
	'of a drawing only what draws is kept',
	static function (): void {
		$svg = static fn( string $inside, string $more = '' ) => '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"' . $more . '>' . $inside . '</svg>';
		same( CleanSvg::of( $svg( '<path d="M0 0h9" fill="#fff"/>' ) ), $svg( '<path d="M0 0h9" fill="#fff"/>' ) );
		foreach ( array( '<script>alert(1)</script>', '<a href="javascript:x"><path/></a>', '<image href="https://x.example/y"/>', '<style>*{}</style>', '<foreignObject/>', '<use href="#a"/>', '<set attributeName="d"/>', '<html xmlns="http://www.w3.org/1999/xhtml"><script/></html>', '<?php x ?>', '<!-- x -->', '<![CDATA[<script>]]>' ) as $bad ) {
			same( CleanSvg::of( $svg( $bad ) ), '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>', $bad );
		}
		same( CleanSvg::of( $svg( '<g onclick="x()" style="a:b" fill="url(https://x.example)" stroke="url(#a)"/>', ' onload="x()"' ) ), $svg( '<g stroke="url(#a)"/>' ) );
		foreach ( array( '', 'text', '<html/>', '<!DOCTYPE svg [<!ENTITY a "b">]>' . $svg( '&a;' ), '<svg/>', $svg( str_repeat( ' ', CleanSvg::BYTES_MAX ) ) ) as $wrong ) {
			same( CleanSvg::of( $wrong ), null, substr( $wrong, 0, 20 ) );
		}
	}
);
