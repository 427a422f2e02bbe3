<?php
// Looks at everything that files print: php escaping.php <file>… Prints JSON of "file:line what" for what is printed unescaped.
// A statement may carry a phpcs:ignore with the reason why it is right as it is.
$wraps = '/^(esc_\w+|wp_kses\w*|absint|intval|count|wp_json_encode|selected|checked|get_language_attributes)$/';
$found = array();
foreach ( array_slice( $argv, 1 ) as $file ) {
	$lines  = file( $file );
	$tokens = token_get_all( implode( '', $lines ) );
	$total  = count( $tokens );
	for ( $at = 0; $at < $total; $at += 1 ) {
		$token  = $tokens[ $at ];
		$prints = is_array( $token ) && ( in_array( $token[0], array( T_ECHO, T_PRINT, T_OPEN_TAG_WITH_ECHO ), true ) || ( T_STRING === $token[0] && in_array( $token[1], array( 'printf', 'vprintf', 'print_r', 'var_dump' ), true ) ) );
		if ( ! $prints ) {
			continue;
		}
		$line    = $token[2];
		$inside  = array();
		$last    = '';
		$wrong   = array();
		$end     = $line;
		for ( $at += 1; $at < $total && ';' !== $tokens[ $at ]; $at += 1 ) {
			$part = $tokens[ $at ];
			if ( is_array( $part ) ) {
				$end = $part[2];
			}
			if ( is_array( $part ) && in_array( $part[0], array( T_WHITESPACE, T_COMMENT, T_DOC_COMMENT ), true ) ) {
				continue;
			}
			if ( '(' === $part ) {
				$inside[] = $last;
			} elseif ( '[' === $part ) {
				// What only says which value is meant is not printed itself.
				$inside[] = 'count';
			} elseif ( ')' === $part || ']' === $part ) {
				array_pop( $inside );
			} elseif ( is_array( $part ) && T_VARIABLE === $part[0] && '(int)' !== strtolower( $last ) && ! array_filter( $inside, static fn( $name ) => preg_match( $wraps, $name ) === 1 ) ) {
				$wrong[] = $part[1];
			}
			$last = is_array( $part ) ? $part[1] : $part;
		}
		$text = implode( '', array_slice( $lines, max( 0, $line - 2 ), $end - $line + 3 ) );
		// What only decides which text is printed is not printed: `$a ? 'b' : 'c'` and `'' === $a ? …`.
		$wrong = array_filter( $wrong, static fn( $name ) => preg_match( '/' . preg_quote( $name, '/' ) . "(\\[[^\\]]*\\])?\\s*(\\?|===|!==|>|<)|(===|!==)\\s*" . preg_quote( $name, '/' ) . '/', $text ) !== 1 );
		if ( $wrong && strpos( $text, 'phpcs:ignore' ) === false ) {
			$found[] = basename( $file ) . ':' . $line . ' ' . implode( ' ', $wrong );
		}
	}
}
echo json_encode( $found );
