"""What is known of states: dated codes and names, bodies, armed groups, and who held which office when."""
